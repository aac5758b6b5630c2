import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server of a third party. The wallet's page must never reach it. */
export interface ThirdPartyServer {
  readonly url: string
  /** The requested paths; '' for a connection without a request. */
  readonly visits: readonly string[]
  stop(): void
}

export async function startThirdPartyServer(): Promise<ThirdPartyServer> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    // Every origin may read it, so only the wallet's own rules can prevent a request.
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
