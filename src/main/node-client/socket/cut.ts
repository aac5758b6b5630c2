import type { Socket } from 'node:net'

/**
 * Closes a connection so that no more of its data is sent. After `destroy` the system would keep sending buffered data,
 * with retries for minutes: when the network comes back, a PayInvoice could reach the node after the wallet has asked
 * for the payment's outcome. A reset discards the data. A local socket needs none, because its link cannot fail.
 *
 * A socket whose writing side is already closing has no data left and must not be reset: Node would lose its handle,
 * which stays open and keeps the process running.
 *
 * @param carrier the TCP or local socket
 * @param socket the socket that is written to: the carrier, or the TLS socket over it
 */
export function cut(carrier: Socket, socket: Socket = carrier): void {
  const isTcp = carrier.remoteAddress !== undefined
  const isClosing = carrier.writableEnded || socket.writableEnded
  if (isTcp && !isClosing) carrier.resetAndDestroy()
  else carrier.destroy()
}
