import { NOTHING_SENT } from '../../../shared/nothing-sent'
import { refused, type BackendFailure, type BackendResult } from '../../backend'

/**
 * A failure before the request to pay left. If LND was not ready, the text states that nothing was sent. LND's own
 * errors about the invoice or the macaroon prove that by themselves.
 */
export function nothingSent({ code, detail }: BackendFailure): BackendResult<never> {
  switch (code) {
    case 'unreachable':
    case 'locked':
    case 'starting':
    case 'behind-chain':
    case 'certificate-changed':
    case 'credentials-refused':
    case 'other-amount':
      return refused(NOTHING_SENT[code], code)
    default:
      return refused(detail ?? code, code)
  }
}
