import type { Millis } from './ids'
import type { ChainLag } from './pairing'

/** Failures that a retry cannot mend, because the person has to act. */
export const BLOCKING_FAILURES = [
  'bad-address',
  /** A name that means this computer, such as `x.localhost`, resolved to another one. */
  'not-this-computer',
  'not-tls',
  'tls-required',
  'certificate-untrusted',
  'certificate-changed',
  'certificate-expired',
  'certificate-wrong-host',
  'client-certificate-refused',
  'key-missing',
  'key-refused',
  'not-an-imp-node',
  'wrong-node',
  /** The following codes are about a paired LND, behind the IMP node that this wallet starts for it. */
  'lnd-certificate-changed',
  'lnd-key-refused',
  /** The keychain no longer returns the key, or there was no keychain to store it in. */
  'lnd-key-missing',
  'lnd-permission-missing'
] as const
export type BlockingFailureCode = (typeof BLOCKING_FAILURES)[number]

/** Why a connection attempt failed. Each code has a sentence and a next step (copy/connection.ts). */
export type ConnectFailureCode =
  | BlockingFailureCode
  /** The person chose another node while this one was being tested. */
  | 'superseded'
  | 'name-not-found'
  | 'refused'
  | 'timed-out'
  | 'lost'
  | 'unreachable'
  /** The following codes are about a paired LND too, and the wallet retries. */
  | 'lnd-unreachable'
  | 'lnd-locked'
  | 'lnd-starting'
  | 'lnd-behind-chain'
  /** The process of the IMP node ended. */
  | 'lnd-process-failed'

export interface ConnectFailure {
  readonly code: ConnectFailureCode
  /** Short technical detail, safe to show: never a key, an invoice or message content. */
  readonly detail?: string
  /** SHA-256 of the node's certificate as upper-case hex pairs, if the failure is about it. */
  readonly fingerprint?: string
  /** From when on the node's certificate is valid, as it says itself. Anybody can write any date into it. */
  readonly validFrom?: Millis
  /** SHA-256 of the certificate that was trusted before, in the same form, if another one replaced it. */
  readonly trustedFingerprint?: string
  /** When the person trusted that one. */
  readonly trustedSince?: Millis
  /** How far LND is behind the chain, with `lnd-behind-chain`. */
  readonly lag?: ChainLag
}

/** The result of a connection test: the step that failed, with the fingerprint if the certificate is the problem. */
export type ConnectOutcome =
  { readonly kind: 'connected' } | { readonly kind: 'failed'; readonly failure: ConnectFailure }

/**
 * `blocked` needs an action of the person (bad certificate, key refused, not an IMP node), so there is no automatic
 * retry. `ready` means that the channel is up and the message stream is open.
 */
export type ConnectionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting'; readonly attempt: number }
  | { readonly phase: 'syncing'; readonly attempt: number }
  | { readonly phase: 'ready'; readonly since: Millis }
  | {
      readonly phase: 'backoff'
      readonly attempt: number
      readonly retryAt: Millis
      readonly failure: ConnectFailure
    }
  | { readonly phase: 'blocked'; readonly failure: ConnectFailure }

/** Whether an LND does not let the wallet in with the key that it has. */
export const refusesKey = (code: ConnectFailureCode): boolean =>
  code === 'lnd-key-refused' || code === 'lnd-permission-missing'

/** Whether the person has to pair an LND again. A missing key may come back, if it is the keychain that was locked. */
export const needsNewKey = (code: ConnectFailureCode): boolean =>
  refusesKey(code) || code === 'lnd-key-missing'

export const needsPerson = (code: ConnectFailureCode): code is BlockingFailureCode =>
  BLOCKING_FAILURES.some((blocking) => blocking === code)
