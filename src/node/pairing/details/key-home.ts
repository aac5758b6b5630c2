/**
 * Where a key belongs that the wallet read itself: from the keychain, or from LND's folder. `cert`: PEM; undefined: the
 * system's CA store decides.
 */
export interface KeyHome {
  readonly address?: string | undefined
  readonly cert?: string | undefined
  readonly socks?: string | undefined
}

/** A server that the wallet has connected to. `cert`: PEM that it was judged by. `socks`: the proxy that was entered, if any. */
interface Reached {
  readonly address: string
  readonly cert: string | undefined
  readonly socks: string | undefined
}

/**
 * Whether the key may be sent to this server. A key that the wallet read itself goes to the address that it belongs to, or
 * to a server with the certificate that it belongs to: the page never had the key, and must not be able to send it
 * elsewhere. `home`: undefined if the person gave the key.
 */
export function mayKeyGo(home: KeyHome | undefined, { address, cert, socks }: Reached): boolean {
  if (home === undefined) return true
  const isThere = address === home.address && (socks === undefined || socks === home.socks)
  return isThere || (home.cert !== undefined && cert === home.cert)
}
