import type { Socket } from 'node:net'

/**
 * Closes a connection in a way that nothing more of it is sent. `destroy` leaves what is not sent yet to the system, which
 * retries for minutes. Over a link that comes back in that time, a request to pay would reach the node after the wallet
 * has asked what became of it. A local socket has no link that can be away.
 */
export function cut(socket: Socket): void {
  const isTcp = socket.remoteAddress !== undefined
  if (isTcp) socket.resetAndDestroy()
  else socket.destroy()
}
