/** The message of anything thrown or rejected with; other values are converted to text. Never throws. */
export function errorText(error: unknown): string {
  try {
    // `message` can be set to any type.
    const text: unknown = error instanceof Error ? error.message : error
    return String(text)
  } catch {
    return 'an error without text'
  }
}

/** An error's code as text, such as `ECONNREFUSED`; empty if it has none. Never throws. */
export function errorCode(error: unknown): string {
  try {
    return error instanceof Error && 'code' in error ? String(error.code) : ''
  } catch {
    return ''
  }
}
