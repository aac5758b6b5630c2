import { isIPv4 } from 'node:net'
import type { Socket } from 'node:net'
import { connectTcp, splitHostPort, type HostPort } from './connect'

const VERSION = 5
const NO_AUTHENTICATION = 0
const CONNECT = 1
const ADDRESS = { ipv4: 1, name: 3, ipv6: 4 } as const

/** Replies of a SOCKS5 proxy that could not connect (RFC 1928, 6; tor's socks-extensions). */
const REPLIES: Readonly<Record<number, SocksErrorCode>> = {
  1: 'unreachable',
  2: 'refused-by-proxy',
  3: 'unreachable',
  4: 'unreachable',
  5: 'refused',
  6: 'timed-out',
  // Tor: the onion service was not found, or its descriptor is invalid.
  0xf0: 'unreachable',
  0xf1: 'unreachable'
}

export type SocksErrorCode = 'not-socks' | 'refused-by-proxy' | 'unreachable' | 'refused' | 'timed-out'

/** The proxy answered but made no connection. */
export class SocksError extends Error {
  readonly code: SocksErrorCode

  constructor(code: SocksErrorCode) {
    super(`the SOCKS proxy made no connection: ${code}`)
    this.code = code
  }
}

/**
 * Opens a connection through a SOCKS5 proxy (RFC 1928) without a password. The proxy resolves the name, which .onion
 * requires. Rejects with SocksError, with Node's error if the proxy is unreachable, or with the signal's reason.
 */
export async function connectThroughSocks(
  proxy: HostPort,
  to: HostPort,
  signal: AbortSignal
): Promise<Socket> {
  const socket = await greetSocks(proxy, signal)
  return duringAbort(socket, signal, async () => {
    socket.write(connectRequest(to))
    const head = await readBytes(socket, 4)
    if (head[0] !== VERSION) throw new SocksError('not-socks')
    const reply = head[1] ?? 1
    if (reply !== 0) throw new SocksError(REPLIES[reply] ?? 'unreachable')
    await readBytes(socket, (await boundAddressLength(socket, head[3])) + 2)
    return socket
  })
}

/**
 * Opens a connection, through the SOCKS5 proxy at `socks` (`host:port`) if one is given. Rejects like connectTcp and
 * connectThroughSocks.
 */
export function dial(to: HostPort, socks: string | undefined, signal: AbortSignal): Promise<Socket> {
  return socks === undefined ? connectTcp(to, signal) : connectThroughSocks(splitHostPort(socks), to, signal)
}

/** Whether a SOCKS5 proxy without a password answers at this address. */
export async function isSocks(proxy: HostPort, signal: AbortSignal): Promise<boolean> {
  try {
    const socket = await greetSocks(proxy, signal)
    socket.destroy()
    return true
  } catch {
    return false
  }
}

async function greetSocks(proxy: HostPort, signal: AbortSignal): Promise<Socket> {
  const socket = await connectTcp(proxy, signal)
  return duringAbort(socket, signal, async () => {
    socket.write(Buffer.from([VERSION, 1, NO_AUTHENTICATION]))
    const answer = await readBytes(socket, 2)
    if (answer[0] !== VERSION) throw new SocksError('not-socks')
    if (answer[1] !== NO_AUTHENTICATION) throw new SocksError('refused-by-proxy')
    return socket
  })
}

function connectRequest({ host, port }: HostPort): Buffer {
  const end = Buffer.alloc(2)
  end.writeUInt16BE(port)
  const name = Buffer.from(host)
  const address = isIPv4(host)
    ? Buffer.from([ADDRESS.ipv4, ...host.split('.').map(Number)])
    : Buffer.concat([Buffer.from([ADDRESS.name, name.length]), name])
  return Buffer.concat([Buffer.from([VERSION, CONNECT, 0]), address, end])
}

async function boundAddressLength(socket: Socket, type: number | undefined): Promise<number> {
  switch (type) {
    case ADDRESS.ipv4:
      return 4
    case ADDRESS.ipv6:
      return 16
    case ADDRESS.name:
      return (await readBytes(socket, 1))[0] ?? 0
    default:
      throw new SocksError('not-socks')
  }
}

/** Destroys the socket if the work fails or is aborted. */
async function duringAbort(
  socket: Socket,
  signal: AbortSignal,
  work: () => Promise<Socket>
): Promise<Socket> {
  const abort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await work()
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Reads exactly this many bytes; later bytes stay in the socket. */
function readBytes(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tryRead = () => {
      const chunk: unknown = socket.read(count)
      if (!(chunk instanceof Buffer)) return
      if (chunk.length === count) settle(() => resolve(chunk))
      else ended()
    }
    const failed = (error: Error) => settle(() => reject(error))
    const ended = () => settle(() => reject(new SocksError('not-socks')))
    const settle = (then: () => void) => {
      socket.off('readable', tryRead)
      socket.off('error', failed)
      socket.off('end', ended)
      socket.off('close', ended)
      then()
    }
    socket.on('readable', tryRead)
    socket.on('error', failed)
    socket.on('end', ended)
    socket.on('close', ended)
    tryRead()
  })
}
