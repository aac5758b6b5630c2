import type { Millis } from '../../shared/domain/ids'
import type { NodeProfile, Security } from '../../shared/domain/node'
import type {
  FormerKey,
  KeyRights,
  LndProfile,
  PairedLnd,
  PairingCheck,
  PairingFailure,
  PairingRights
} from '../../shared/domain/pairing'
import type { WalletLndAccess } from '../../shared/lnd-process'
import { fail, ok, type Result } from '../../shared/result'
import { fingerprintOfPem } from '../node-client/socket/check-peer'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import { keepMacaroon, readMacaroon } from './node-credentials'

/** The result of a finished pairing. */
export interface PairingOutcome {
  readonly check: PairingCheck
  readonly rights: PairingRights
  readonly keepGivenKey: boolean
  readonly access: WalletLndAccess
  readonly rootKeyId: string | undefined
  /** The saved node that is paired again: it must be the same LND. */
  readonly again: NodeProfile | undefined
}

export interface PairLnd {
  /** Records the person's choice; the returned function tells whether it is still the latest. */
  readonly choose: () => () => boolean
  /** Stores the key, saves the LND and activates it. Revokes nothing: `formerKey` names the key to revoke. */
  readonly keep: (outcome: PairingOutcome) => Promise<Result<PairedLnd, PairingFailure>>
}

export interface PairLndDeps {
  readonly nodes: Pick<SavedNodes, 'identify' | 'get'>
  readonly secrets: Pick<Secrets, 'get' | 'set'>
  readonly manager: { choose(): () => boolean; take(profile: NodeProfile): Promise<boolean> }
  /** Milliseconds since 1970. */
  readonly now: () => Millis
}

/**
 * An LND that is already saved, recognised by its key and network, keeps its records; only its connection details
 * change.
 */
export function pairLnd({ nodes, secrets, manager, now }: PairLndDeps): PairLnd {
  return {
    choose: () => manager.choose(),
    keep: async (outcome) => {
      const { again, access } = outcome
      const paired = profileOf(outcome)
      if (paired === undefined || (again !== undefined && !isSameLnd(again.lnd, paired)))
        return fail('not-checked')
      const identified = nodes.identify({
        address: paired.lndAddress,
        security: securityOf(paired),
        demo: false,
        lnd: paired
      })
      const before = nodes.get(identified.id)?.lnd
      // If the saved key stays in use, as after a renewed certificate, its root key id is kept for revoking it later.
      const kept = before !== undefined && readMacaroon(secrets, identified.id) === access.macaroon
      const lnd = {
        ...paired,
        ...(kept ? { rootKeyId: before.rootKeyId } : {}),
        ...datesOf(paired, before, { kept, now: now() })
      }
      const profile = { ...identified, lnd }
      const formerKey = formerKeyOf(before, lnd)
      keepMacaroon(secrets, profile.id, outcome.access.macaroon)
      if (!(await manager.take(profile))) return fail('store-failed')
      const { version = '', canSendSat, canReceiveSat } = outcome.check.findings
      const { alias, network, rights, rootKeyId } = lnd
      return ok({
        node: profile.id,
        alias,
        network,
        version,
        rights,
        rootKeyId,
        formerKey,
        canSendSat,
        canReceiveSat
      })
    }
  }
}

/** A key or a certificate that stays keeps its date. `kept`: the saved key stays in use. */
function datesOf(
  paired: LndProfile,
  before: LndProfile | undefined,
  { kept, now }: { readonly kept: boolean; readonly now: Millis }
): Pick<LndProfile, 'keySince' | 'certificateSince'> {
  return {
    keySince: kept ? before?.keySince : now,
    certificateSince:
      before !== undefined && isSameCertificate(before.certificate, paired.certificate)
        ? before.certificateSince
        : now
  }
}

/** Compares LND's own certificates, PEM, which come first: an authority may have been given beside only one of them. */
function isSameCertificate(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return fingerprintOfPem(one) === fingerprintOfPem(other)
}

/** The key that the wallet made at an earlier pairing and does not use any more. */
function formerKeyOf(before: LndProfile | undefined, lnd: LndProfile): FormerKey | undefined {
  const rootKeyId = before?.rootKeyId
  return rootKeyId === undefined || rootKeyId === lnd.rootKeyId ? undefined : { rootKeyId, revoked: false }
}

/** How the connection to LND is protected; shown in the list of nodes. */
export function securityOf({ certificate }: Pick<LndProfile, 'certificate'>): Security {
  return certificate === undefined ? { kind: 'tls' } : { kind: 'tls-certificate', pem: certificate }
}

function profileOf(outcome: PairingOutcome): LndProfile | undefined {
  const { check, access, rootKeyId } = outcome
  const { pubkey, alias = '', network } = check.findings
  if (pubkey === undefined || network === undefined) return undefined
  return {
    pubkey,
    alias,
    network,
    rights: rightsOf(outcome, check.findings.rights),
    rootKeyId,
    lndAddress: access.address,
    certificate: access.cert,
    socks: access.socks
  }
}

/** A key that the person gave may have fewer rights than the person chose. */
function rightsOf({ rights, keepGivenKey }: PairingOutcome, key: KeyRights | undefined): PairingRights {
  return keepGivenKey && key?.pay === false ? 'receive-only' : rights
}

const isSameLnd = (one: LndProfile | undefined, other: LndProfile): boolean =>
  one?.pubkey === other.pubkey && one.network === other.network
