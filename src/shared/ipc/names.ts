/** The names of all calls by noun, and of all events: everything the preload needs of the contract. */
export interface IpcNames {
  readonly calls: Readonly<Record<string, readonly string[]>>
  /** The calls, as `noun.action`, for which the page gives a File and main gets its path. */
  readonly fileCalls: readonly string[]
  readonly events: readonly string[]
}

/** Evaluated at build time, so that the contract stays the only list. */
export function namesOf(
  calls: Readonly<Record<string, Readonly<Record<string, object>>>>,
  events: readonly string[]
): IpcNames {
  return {
    calls: Object.fromEntries(Object.entries(calls).map(([noun, actions]) => [noun, Object.keys(actions)])),
    fileCalls: Object.entries(calls).flatMap(([noun, actions]) =>
      Object.entries(actions).flatMap(([action, spec]) => ('takesFile' in spec ? [`${noun}.${action}`] : []))
    ),
    events
  }
}
