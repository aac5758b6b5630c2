import { rootCertificates } from 'node:tls'
import { systemCertificates } from '../../older-electron'

/** The authorities that this computer trusts and those that Node ships, as PEM. */
export function systemRoots(): string[] {
  return [...rootCertificates, ...systemCertificates()]
}
