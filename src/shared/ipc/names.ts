/** The names of all calls by noun, and of all events: everything the preload needs of the contract. */
export interface IpcNames {
  readonly calls: Readonly<Record<string, readonly string[]>>
  readonly events: readonly string[]
}

/** Evaluated at build time, so that the contract stays the only list. */
export function namesOf(
  calls: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  events: readonly string[]
): IpcNames {
  return {
    calls: Object.fromEntries(Object.entries(calls).map(([noun, actions]) => [noun, Object.keys(actions)])),
    events
  }
}
