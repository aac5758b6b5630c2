/** Of anything that was thrown or rejected with: its message, or itself as text. Never throws, whatever the value does. */
export function errorText(error: unknown): string {
  try {
    // Nothing keeps a message from being something else than text.
    const text: unknown = error instanceof Error ? error.message : error
    return String(text)
  } catch {
    return 'an error without text'
  }
}

/** An error's code as text, such as `ECONNREFUSED`; empty where it has none. Never throws either. */
export function errorCode(error: unknown): string {
  try {
    return error instanceof Error && 'code' in error ? String(error.code) : ''
  } catch {
    return ''
  }
}
