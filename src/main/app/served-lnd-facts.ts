import { isLoopback, parseAddress } from '../../shared/domain/address'
import type { ConnectFailure, ConnectFailureCode } from '../../shared/domain/connection'
import type { LndProfile } from '../../shared/domain/pairing'
import type { LndStatus, WalletLndAccess } from '../../shared/lnd-process'
import { fingerprintOfPem, validFromOfPem } from '../node-client/socket/check-peer'

/** The failure of the connection for each status of a served LND. */
export const FAILURE_OF: Record<Exclude<LndStatus, 'ok'>, ConnectFailureCode> = {
  unreachable: 'lnd-unreachable',
  locked: 'lnd-locked',
  starting: 'lnd-starting',
  'behind-chain': 'lnd-behind-chain',
  'certificate-changed': 'lnd-certificate-changed',
  'credentials-refused': 'lnd-key-refused',
  'permission-missing': 'lnd-permission-missing',
  'wrong-node': 'wrong-node'
}

export function accessOf({ lndAddress, certificate, socks }: LndProfile, macaroon: string): WalletLndAccess {
  return {
    address: lndAddress,
    ...(certificate === undefined ? {} : { cert: certificate }),
    macaroon,
    ...(socks === undefined ? {} : { socks })
  }
}

/** The facts about both certificates that the person compares: the one that LND showed, and the trusted one. */
export function certificateFacts(
  shown: { readonly fingerprint: string; readonly pem: string },
  { certificate, certificateSince }: LndProfile
): Pick<ConnectFailure, 'fingerprint' | 'validFrom' | 'trustedFingerprint' | 'trustedSince'> {
  const validFrom = validFromOfPem(shown.pem)
  const trustedFingerprint = certificate === undefined ? undefined : fingerprintOfPem(certificate)
  return {
    fingerprint: shown.fingerprint,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(trustedFingerprint === undefined ? {} : { trustedFingerprint }),
    ...(trustedFingerprint === undefined || certificateSince === undefined
      ? {}
      : { trustedSince: certificateSince })
  }
}

/** Whether the process listens where it was told to. The API key of this run is sent to that address. */
export function isOwnPlace(answered: string, asked: string): boolean {
  if (asked.startsWith('unix:')) return answered === asked
  const parsed = parseAddress(answered)
  return parsed.ok && isLoopback(parsed.value)
}
