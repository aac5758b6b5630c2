import { rootCertificates } from 'node:tls'
import { systemCertificates } from '../../older-electron'

/** The authorities that this computer trusts, and those that ship with the program, as PEM. */
export function systemRoots(): string[] {
  return [...rootCertificates, ...systemCertificates()]
}
