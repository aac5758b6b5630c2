import type { ConnectFailure, ConnectFailureCode } from '../../../shared/domain/connection'
import { errorCode } from '../../error-text'

/** What the operating system calls it, and what it means for somebody who wants to reach a node. */
const BY_ERRNO: Readonly<Record<string, ConnectFailureCode>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ECONNREFUSED: 'refused',
  // A Unix socket that is not there is a node that is not running.
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
 * Finds the system's error in a text about it, such as Node's `connect ECONNREFUSED 127.0.0.1:8881`, which the gRPC
 * library passes on inside its own words. Undefined where it names none that settles the matter.
 */
export function failureOfText(text: string): ConnectFailure | undefined {
  for (const [errno] of text.matchAll(/\bE[A-Z_]{3,}\b/gu)) {
    const code = BY_ERRNO[errno]
    if (code !== undefined) return { code, detail: errno }
  }
  return text.includes('Name resolution failed') ? { code: 'name-not-found' } : undefined
}

/** Node's name for an error, such as `ECONNREFUSED`; empty where it has none. */
export const codeOf = (error: unknown): string => errorCode(error)
