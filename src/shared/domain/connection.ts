import type { Millis } from './ids'

/** Why a connection attempt ended, each with one sentence and one next step (copy/connection.ts). */
export type ConnectFailureCode =
  | 'bad-address'
  | 'name-not-found'
  | 'refused'
  | 'timed-out'
  | 'not-tls'
  | 'tls-required'
  | 'certificate-untrusted'
  | 'certificate-changed'
  | 'certificate-expired'
  | 'certificate-wrong-host'
  | 'client-certificate-refused'
  | 'key-missing'
  | 'key-refused'
  | 'not-an-imp-node'
  | 'wrong-node'
  | 'lost'
  | 'unreachable'
  /** The person chose another node while this one was tried out. */
  | 'superseded'

export interface ConnectFailure {
  readonly code: ConnectFailureCode
  /** Short technical detail, safe to show: never a key, an invoice or message content. */
  readonly detail?: string
  /** SHA-256 of the certificate the node presented, upper-case hex pairs, where the failure is about it. */
  readonly fingerprint?: string
  /** SHA-256 of the certificate that was trusted before, in the same form, where another took its place. */
  readonly trustedFingerprint?: string
}

/** How a connection test ended: the failing step, with the fingerprint where the certificate is the question. */
export type ConnectOutcome =
  { readonly kind: 'connected' } | { readonly kind: 'failed'; readonly failure: ConnectFailure }

/**
 * `blocked` needs the person (bad certificate, key refused, not an IMP node): no automatic retry.
 * `ready` means the channel is up and the message stream is open.
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

/** Failures that trying again cannot mend. */
export function needsPerson(code: ConnectFailureCode): boolean {
  switch (code) {
    case 'bad-address':
    case 'not-tls':
    case 'tls-required':
    case 'certificate-untrusted':
    case 'certificate-changed':
    case 'certificate-expired':
    case 'certificate-wrong-host':
    case 'client-certificate-refused':
    case 'key-missing':
    case 'key-refused':
    case 'not-an-imp-node':
    case 'wrong-node':
    case 'superseded':
      return true
    case 'name-not-found':
    case 'refused':
    case 'timed-out':
    case 'lost':
    case 'unreachable':
      return false
  }
}
