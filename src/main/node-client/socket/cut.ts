import type { Socket } from 'node:net'

/**
 * Closes a connection in a way that nothing more of it is sent. `destroy` leaves what is not sent yet to the system, which
 * retries for minutes. Over a link that comes back in that time, a request to pay would reach the node after the wallet
 * has asked what became of it. A local socket has no link that can be away.
 *
 * A socket whose writing side is being closed has nothing left to say, and cannot be reset: Node then loses its handle,
 * which stays open and keeps the process from ending.
 *
 * @param carrier the TCP or local socket
 * @param socket what is spoken on it: the carrier, or the TLS socket over it
 */
export function cut(carrier: Socket, socket: Socket = carrier): void {
  const isTcp = carrier.remoteAddress !== undefined
  const isClosing = carrier.writableEnded || socket.writableEnded
  if (isTcp && !isClosing) carrier.resetAndDestroy()
  else carrier.destroy()
}
