import type { Network } from './network'
import type { Sat } from '../money'
import type { Millis, NodeId } from './ids'

/** The port of LND's gRPC unless it was changed. */
export const LND_GRPC_PORT = 10_009

/** The form in which the connection details of an LND were given. */
export const LND_DETAILS_FORMS = ['lndconnect', 'folder', 'files', 'text', 'found'] as const
export type LndDetailsForm = (typeof LND_DETAILS_FORMS)[number]

/** The system that an LND runs on, recognised by its details. Its help is shown first. */
export const LND_HOSTS = ['umbrel', 'start9', 'raspiblitz', 'voltage', 'plain'] as const
export type LndHost = (typeof LND_HOSTS)[number]

/** What a macaroon allows as it is written in it. LND decides at the check. `too-few`: not enough for this wallet. */
export const KEY_SCOPES = ['full', 'pay-and-receive', 'receive', 'read', 'too-few'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Conditions under which a macaroon is valid: until a time, or from some IP addresses. */
export const KEY_LIMITS = ['expired', 'time', 'address', 'other'] as const
export type KeyLimit = (typeof KEY_LIMITS)[number]

/** What is known about the macaroon that was given. */
export interface GivenKey {
  /** Undefined: its permissions are written in an unknown form. */
  readonly scope: KeyScope | undefined
  readonly limits: readonly KeyLimit[]
}

/** What the wallet read from the given details. The macaroon is not included, because the page must not have it. */
export interface LndDetails {
  readonly form: LndDetailsForm
  /** `host:port` of the gRPC port. */
  readonly address: string | undefined
  /** SHA-256 of the certificate that was given, upper-case hex pairs. Undefined: the system's CA store decides. */
  readonly fingerprint: string | undefined
  /** The certificate came with the lndconnect link. */
  readonly inLink: boolean
  /** Undefined: no macaroon was given. */
  readonly key: GivenKey | undefined
  readonly host: LndHost | undefined
}

/** Why the given text or files contain no usable connection details. Nothing was sent. */
export const LND_DETAILS_FAILURES = [
  'empty',
  'too-large',
  'is-invoice',
  // An on-chain address, a Lightning address, an LNURL or an offer.
  'is-payment',
  'not-recognised',
  'no-address',
  'bad-certificate',
  'bad-macaroon',
  'no-macaroon',
  'unreadable-file',
  'nothing-in-folder',
  // The process that reads connection details could not be started.
  'process-failed'
] as const
export type LndDetailsFailure = (typeof LND_DETAILS_FAILURES)[number]

/** An LND on this computer, found by its folder and its open port. The wallet sent nothing to it. */
export interface FoundLnd {
  readonly id: string
  readonly folder: string
  readonly address: string
  readonly network: Network
}

/** The steps of the check, in order. `tor` only for .onion addresses. */
export const PAIRING_STEPS = [
  'tor',
  'name',
  'port',
  'certificate',
  'unlocked',
  'key',
  'synced',
  'keysend',
  'channels',
  'can-send',
  'can-receive'
] as const
export type PairingStepId = (typeof PAIRING_STEPS)[number]

/** `failed` stops the check; `warning` and `not-known` do not. */
export const PAIRING_STEP_STATES = ['waiting', 'running', 'done', 'warning', 'failed', 'not-known'] as const
export type PairingStepState = (typeof PAIRING_STEP_STATES)[number]

/** What is wrong at a step. The messages are in copy/pairing.ts, the help for known systems in copy/pairing-help.ts. */
export const PAIRING_PROBLEMS = [
  'no-tor',
  'name-not-found',
  'refused',
  'timed-out',
  'unreachable',
  // LND's REST port answered.
  'rest-port',
  // Something that is not LND answered.
  'not-lnd',
  'not-tls',
  'certificate-mismatch',
  // The certificate differs from the one that this wallet trusted before.
  'certificate-changed',
  'certificate-expired',
  'certificate-untrusted',
  // The wallet has the key from its keychain or a folder, for another address and certificate.
  'key-elsewhere',
  'locked',
  'starting',
  'key-refused',
  // The key lacks rights that even a receive-only wallet needs.
  'key-too-weak',
  // The key can receive but not pay.
  'key-cannot-pay',
  'another-node',
  // The LND that is paired again is on another network than before.
  'another-network',
  // The wallet does not know the network that LND is on.
  'unknown-network',
  'behind-chain',
  'keysend-off',
  'keysend-not-known',
  'no-channels',
  // Some open channels are not connected to the other side.
  'channels-offline'
] as const
export type PairingProblem = (typeof PAIRING_PROBLEMS)[number]

export interface PairingStep {
  readonly id: PairingStepId
  readonly state: PairingStepState
  /** A short fact shown beside the step: `10009, gRPC`, `TLS 1.3`, `0.20.1`, `block 911,748`. */
  readonly detail?: string
  readonly problem?: PairingProblem
}

/** What the rights of a key allow, as far as the wallet uses them. */
export interface KeyRights {
  /** See the node's name, block and balance. */
  readonly info: boolean
  /** Create invoices and see which are paid; receive messages. */
  readonly receive: boolean
  /** Pay invoices and send messages. */
  readonly pay: boolean
  /** Sign messages. */
  readonly sign: boolean
  /** Make other keys. The wallet then makes one of its own with fewer rights. */
  readonly bake: boolean
}

/** How far an LND is behind the chain. LND reports only the time of the newest block that it has, so all is estimated. */
export interface ChainLag {
  /** The number of missing blocks. Undefined: fewer than an hour holds, or the network has no steady rate. */
  readonly blocks?: number
  /** The time until LND has caught up at its present speed, in milliseconds. Undefined until the speed is known. */
  readonly remainingMs?: number
}

/** The open channels of an LND. */
export interface ChannelCount {
  readonly open: number
  /** Those that are connected to the other side. */
  readonly active: number
  /** The own balance in the others, which cannot be sent until they are connected again. */
  readonly offlineSat: Sat
  /** The alias of the node at the other side of all of these, as LND knows it. Absent if it differs or is not known. */
  readonly offlinePeer?: string
}

/** What the check has found so far. */
export interface PairingFindings {
  readonly pubkey?: string
  readonly alias?: string
  readonly network?: Network
  readonly version?: string
  readonly rights?: KeyRights
  /** LND's answers about the key so far, while the step `key` runs. */
  readonly rightsSoFar?: Partial<KeyRights>
  /** How far LND is behind the chain, while it is. */
  readonly lag?: ChainLag
  /** When the newest keysend arrived that LND still lists. Milliseconds since 1970. */
  readonly keysendAt?: number
  readonly channels?: ChannelCount
  readonly canSendSat?: Sat
  readonly canReceiveSat?: Sat
  /** When the accepted certificate expires. Milliseconds since 1970. */
  readonly certificateUntil?: number
  /** The certificate that LND showed, if the step `certificate` failed. */
  readonly shownFingerprint?: string
  /** From when on that certificate is valid, as it says itself. Milliseconds since 1970. */
  readonly shownValidFrom?: Millis
  readonly trustedFingerprint?: string
}

export interface PairingCheck {
  readonly running: boolean
  readonly steps: readonly PairingStep[]
  readonly findings: PairingFindings
  /** When the wallet checks a locked, starting or syncing LND again. Milliseconds since 1970. */
  readonly retryAt?: number
}

export type PairingRights = 'pay-and-receive' | 'receive-only'

/** A connected LND, and the key that the wallet keeps for it. */
export interface PairedLnd {
  readonly node: NodeId
  readonly alias: string
  readonly network: Network
  readonly version: string
  readonly rights: PairingRights
  /**
   * Root key id of the key that the wallet made for itself; `lncli deletemacaroonid ID` revokes it. Undefined if the
   * wallet kept the given key.
   */
  readonly rootKeyId: string | undefined
  /** The wallet's own key of an earlier pairing, if this pairing replaced it. */
  readonly formerKey: FormerKey | undefined
  readonly canSendSat: Sat | undefined
  readonly canReceiveSat: Sat | undefined
}

export interface FormerKey {
  readonly rootKeyId: string
  /** False: LND did not say that it revoked the key, so the key may still work. */
  readonly revoked: boolean
}

/** The pairing that is under way, as part of the state that main sends to the page. */
export interface PairingState {
  readonly details: LndDetails | undefined
  /** Address of a SOCKS proxy for an .onion address: found on this computer, or entered. */
  readonly socks: string | undefined
  /** The saved node that is paired again: its records stay, and it must be the same LND. */
  readonly again: NodeId | undefined
  readonly check: PairingCheck | undefined
  readonly connecting: boolean
  readonly paired: PairedLnd | undefined
  /** The clipboard still holds a text with a key that was given in this pairing. */
  readonly keyOnClipboard: boolean
}

/** Why the wallet did not connect although the check passed. */
export type PairingFailure =
  | 'not-checked'
  /** LND did not make a key with fewer rights, or that key does not work. The given key can be kept instead. */
  | 'not-baked'
  | 'not-started'
  | 'store-failed'
  | 'superseded'
  | 'process-failed'

/** What the wallet stores about a paired LND. Its macaroon is in the keychain. */
export interface LndProfile {
  readonly pubkey: string
  readonly alias: string
  readonly network: Network
  readonly rights: PairingRights
  /** `host:port` of LND's gRPC port. */
  readonly lndAddress: string
  /** PEM; undefined if a CA that the system trusts signed the certificate. */
  readonly certificate: string | undefined
  readonly socks: string | undefined
  readonly rootKeyId: string | undefined
  /** When the wallet made its key, or was given the one that it keeps. Undefined: an earlier version saved it. */
  readonly keySince?: Millis | undefined
  /** When the person trusted the certificate. Undefined: an earlier version saved it. */
  readonly certificateSince?: Millis | undefined
}
