/** An expected failure: a code for the program, and optionally a detail for a person or the log. */
export type Failure<C extends string> = { readonly code: C; readonly detail?: string }

/**
 * A value or an expected failure: one of the codes `E` as a `Failure`, or an error of any other type. Every kind of
 * failure uses this type, so that no module needs its own union.
 */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorOf<E> }

// Wrapped in a tuple, so that a union of codes gives one Failure.
export type ErrorOf<E> = [E] extends [string] ? Failure<E> : E

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<C extends string>(
  code: C,
  detail?: string
): { readonly ok: false; readonly error: Failure<C> } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } }
}
