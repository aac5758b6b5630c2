import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * The socket as a stream that Node's TLS does not take for a socket. TLS directly over a socket loses a write that fails
 * at once, as the first one after a reset does. HTTP/2 waits for that write for ever: it neither reads nor learns that
 * the connection is gone, and every call over it hangs (nodejs/node#55804, #61304).
 */
export function plainStream(socket: Socket): Duplex {
  return Duplex.from({ readable: socket, writable: socket })
}
