import { connect, type Socket } from 'node:net'

/** The target of a TCP connection. */
export interface HostPort {
  /** IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

/** `host:port`, IPv6 in brackets. */
export const HOST_PORT = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/u

/** Splits `host:port`, also with IPv6 in brackets. @throws Error for anything else, which is a bug in this program */
export function splitHostPort(address: string): HostPort {
  const match = HOST_PORT.exec(address)
  const host = match?.[1] ?? match?.[2]
  if (host === undefined) throw new Error('not host:port')
  return { host, port: Number(match?.[3]) }
}

/**
 * Opens a TCP connection. A later error closes it and does not end the process without a listener. Rejects with Node's
 * error, or with the signal's reason if it is aborted first.
 */
export function connectTcp(to: HostPort, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(asError(signal.reason))
      return
    }
    const socket = connect({ ...to })
    const abort = () => socket.destroy(asError(signal.reason))
    signal.addEventListener('abort', abort, { once: true })
    socket.on('error', reject)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort)
      resolve(socket)
    })
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted')
}
