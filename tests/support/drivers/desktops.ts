/** The screen and the session bus that windows of one worker use. */
export type Desktop = Readonly<Partial<Record<'DISPLAY' | 'DBUS_SESSION_BUS_ADDRESS', string>>>

/** The desktops that tests/e2e/run.mjs started, one for each worker; the current one if it started none. */
export function desktops(): readonly [Desktop, ...Desktop[]] {
  const given: unknown = JSON.parse(process.env['IMP_TEST_DESKTOPS'] ?? '[]')
  const [first = {}, ...others] = Array.isArray(given) ? given.map(desktopOf) : []
  return [first, ...others]
}

/** Makes this process and its children use the desktop of this worker. */
export function useDesktopOfWorker(): void {
  const index = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)
  Object.assign(process.env, desktops()[index] ?? {})
}

const desktopOf = (value: unknown): Desktop =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === 'string'))
    : {}
