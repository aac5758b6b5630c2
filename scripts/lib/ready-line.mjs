// @ts-check

/**
 * Where a demo node answers: gRPC, the HTTP bindings, and its control service, each as `host:port`.
 * @typedef {{ grpc: string, http: string, control: string }} NodeAddresses
 */

/**
 * The addresses in the line that the demo node writes to its standard output when it is ready:
 * `{"event":"ready","grpc":"127.0.0.1:PORT","http":…,"control":…}`. Undefined for any other line.
 * @param {string} line
 * @returns {NodeAddresses | undefined}
 */
export function readyAddresses(line) {
  if (!line.startsWith('{')) return undefined
  try {
    const { event, grpc, http, control } = JSON.parse(line)
    const complete = [grpc, http, control].every((address) => typeof address === 'string')
    return event === 'ready' && complete ? { grpc, http, control } : undefined
  } catch {
    return undefined
  }
}
