import type { NetConnectOpts } from 'node:net'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { detectProtocol } from './detect-protocol'
import { speaksTls } from './speaks-tls'

/** Milliseconds. Long enough for a round trip around the world through Tor. */
const ANSWER_TIMEOUT_MS = 3_000

/**
 * Why an open connection did not lead to a node: connects to the port again and detects its protocol. `lost` means a
 * network failure, which is worth a retry; the other codes need an action of the person.
 */
export async function diagnosePort(
  where: NetConnectOpts,
  asked: 'tls' | 'plaintext'
): Promise<ConnectFailure> {
  const protocol = await detectProtocol(where, ANSWER_TIMEOUT_MS)
  switch (protocol) {
    case 'tls':
      return asked === 'tls' ? { code: 'lost' } : { code: 'tls-required' }
    case 'http2':
      return asked === 'tls' ? { code: 'not-tls' } : { code: 'lost' }
    case 'http1':
    case 'other':
      return asked === 'tls' ? { code: 'not-tls' } : { code: 'not-an-imp-node', detail: protocol }
    case 'silent':
      // Some TLS servers close the connection on plaintext.
      return asked === 'plaintext' && (await speaksTls(where, ANSWER_TIMEOUT_MS))
        ? { code: 'tls-required' }
        : { code: 'lost', detail: 'closed without an answer' }
  }
}
