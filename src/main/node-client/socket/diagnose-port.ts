import type { NetConnectOpts } from 'node:net'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { firstWords } from './detect-protocol'
import { speaksTls } from './speaks-tls'

/** Long enough for a round trip to the other side of the world and back through Tor. */
const LISTEN_MS = 3_000

/**
 * Why a connection that was made did not become a wire to a node: greets the port once more and listens who is there.
 * A network that only just failed is `lost`, which may be tried again; the others need the person.
 */
export async function explain(where: NetConnectOpts, asked: 'tls' | 'plaintext'): Promise<ConnectFailure> {
  const speaker = await firstWords(where, LISTEN_MS)
  switch (speaker) {
    case 'tls':
      return asked === 'tls' ? { code: 'lost' } : { code: 'tls-required' }
    case 'http2':
      return asked === 'tls' ? { code: 'not-tls' } : { code: 'lost' }
    case 'http1':
    case 'other':
      return asked === 'tls' ? { code: 'not-tls' } : { code: 'not-an-imp-node', detail: speaker }
    case 'silent':
      // Some TLS servers just hang up on plaintext.
      return asked === 'plaintext' && (await speaksTls(where, LISTEN_MS))
        ? { code: 'tls-required' }
        : { code: 'lost', detail: 'closed without a word' }
  }
}
