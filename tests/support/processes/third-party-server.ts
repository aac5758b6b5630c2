import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server that is not the wallet's: nothing of the wallet's page may ever reach it. */
export interface Elsewhere {
  readonly url: string
  /** The paths that were asked for, and connections that asked for nothing yet as ''. */
  readonly visits: readonly string[]
  stop(): void
}

export async function startElsewhere(): Promise<Elsewhere> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    // Willing to be read by anybody: only the wallet itself can stand in the way.
    response.setHeader('access-control-allow-origin', '*')
    response.end('window.reached = true')
  })
  server.on('upgrade', (request, socket) => {
    visits.push(request.url ?? '')
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    stop: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}
