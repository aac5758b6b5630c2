// @ts-check

/**
 * The address in the line that the demo node writes to its standard output when it is ready:
 * `{"event":"ready","grpc":"127.0.0.1:PORT",…}`. Undefined for any other line.
 * @param {string} line
 * @returns {string | undefined}
 */
export function readyAddress(line) {
  if (!line.startsWith('{')) return undefined
  try {
    const event = JSON.parse(line)
    return event.event === 'ready' && typeof event.grpc === 'string' ? event.grpc : undefined
  } catch {
    return undefined
  }
}
