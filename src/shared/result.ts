/** An expected failure: a code the program can act on, and optionally a detail for a person or the log. */
export type Failure<C extends string> = { readonly code: C; readonly detail?: string }

export type Result<T, C extends string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure<C> }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<C extends string>(
  code: C,
  detail?: string
): { readonly ok: false; readonly error: Failure<C> } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } }
}
