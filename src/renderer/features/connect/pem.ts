import type { ClientCertificate } from '../../../shared/domain/node'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu
const KEY = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/u
const LOCKED_KEY = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/mu

/** The certificates in a text, and nothing else that may stand in the same file, as a key does. Empty: none. */
export const certificatesOf = (text: string): string => (text.match(CERTIFICATE) ?? []).join('\n')

/** What a text holds of a certificate and its key, and why that is not enough, in words. */
export function clientPartsOf(
  text: string
): Partial<ClientCertificate> & { readonly problem: string | undefined } {
  const certificate = certificatesOf(text)
  const locked = LOCKED_KEY.test(text)
  const key = locked ? undefined : KEY.exec(text)?.[0]
  return {
    ...(certificate === '' ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    problem: locked
      ? 'This key is locked with a passphrase. Save it without one: the wallet keeps it in the keychain.'
      : certificate === '' && key === undefined
        ? 'There is neither a certificate nor a key in it. Give the PEM files that the node’s operator made for this wallet.'
        : undefined
  }
}
