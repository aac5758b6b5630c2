import type { ConnectFailure, ConnectFailureCode } from '../../../shared/domain/connection'

/** Failure codes by the system's errno name. */
const BY_ERRNO: Readonly<Record<string, ConnectFailureCode>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ECONNREFUSED: 'refused',
  // A Unix socket that does not exist belongs to a node that is not running.
  ENOENT: 'refused',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable'
}

/**
 * Finds the errno name in an error text such as Node's `connect ECONNREFUSED 127.0.0.1:8881`, which the gRPC library
 * embeds in its own text. Undefined if there is none that decides.
 */
export function failureOfText(text: string): ConnectFailure | undefined {
  for (const [errno] of text.matchAll(/\bE[A-Z_]{3,}\b/gu)) {
    const code = BY_ERRNO[errno]
    if (code !== undefined) return { code, detail: errno }
  }
  return text.includes('Name resolution failed') ? { code: 'name-not-found' } : undefined
}
