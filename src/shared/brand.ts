/** A value that only a parser or a constructor function may produce. The brand exists only in the types. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }

/** The default branch of an exhaustive `switch`: does not compile if a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${String(value)}`)
}
