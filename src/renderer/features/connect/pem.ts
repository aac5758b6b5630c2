import type { ClientCertificate } from '../../../shared/domain/node'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu
const KEY = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA |EC )?PRIVATE KEY-----/u
const LOCKED_KEY = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/mu

/** The certificates in a text, without other parts of the file such as a key. Empty if there are none. */
export const certificatesOf = (text: string): string => (text.match(CERTIFICATE) ?? []).join('\n')

/** The client certificate and key in a text. `problem` explains why neither could be used. */
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
      ? 'This key is locked with a passphrase. Save it without a passphrase. The wallet keeps it in the keychain.'
      : certificate === '' && key === undefined
        ? 'It contains neither a certificate nor a key. Give the PEM files that the node’s operator made for this wallet.'
        : undefined
  }
}
