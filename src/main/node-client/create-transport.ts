import { isLoopback, parseAddress, type Address } from '../../shared/domain/address'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { ClientCertificate, NodeProfile, Security } from '../../shared/domain/node'
import { fail, ok, type Result } from '../../shared/result'
import { GrpcTransport } from './grpc/transport'
import { HttpTransport } from './http/transport'
import { prepareTls, type Handshake } from './socket/tls'
import type { TlsSecurity } from './socket/verdict'
import type { Transport } from './transport'

/** What it takes to reach a node. The secrets are not part of the profile: they come from the keychain. */
export interface Access {
  readonly profile: Pick<NodeProfile, 'address' | 'security'>
  readonly apiKey: string | undefined
  readonly clientCertificate?: ClientCertificate | undefined
}

export type Wired =
  | { readonly ok: true; readonly transport: Transport }
  | { readonly ok: false; readonly failure: ConnectFailure }

/** Makes the transport that a profile asks for. Nothing is sent yet; fails where the profile makes no sense. */
export function wire({ profile, apiKey, clientCertificate }: Access, connectMs: number): Wired {
  const parsed = parseAddress(profile.address)
  if (!parsed.ok) return { ok: false, failure: parsed.error }
  const address = parsed.value
  // What no header can carry is no key; the libraries would throw, and quote it.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/u.test(apiKey)) {
    return { ok: false, failure: { code: 'key-refused', detail: 'not a possible key' } }
  }
  const protection = protectionOf(address, profile.security)
  if (!protection.ok) return { ok: false, failure: protection.error }
  const handshake = handshakeFor(address, protection.value, clientCertificate)
  if (!handshake.ok) return { ok: false, failure: handshake.error }
  const parts = { handshake: handshake.value, apiKey }
  const transport =
    address.kind === 'http'
      ? new HttpTransport({ address, ...parts }, connectMs)
      : new GrpcTransport({ address, ...parts, connectMs })
  return { ok: true, transport }
}

/** Undefined: plaintext, where the person may have it. The scheme of an HTTP address has the last word about TLS. */
function protectionOf(
  address: Address,
  security: Security
): Result<TlsSecurity | undefined, 'bad-address' | 'not-tls'> {
  const plain = security.kind === 'loopback' || security.kind === 'plaintext'
  if (address.kind === 'http' && address.secure) return ok(plain ? { kind: 'tls' } : security)
  if (!plain) return address.kind === 'http' ? fail('not-tls', 'the address says http://') : ok(security)
  // The promise that nobody else can read along holds on this computer only.
  if (security.kind === 'loopback' && !isLoopback(address)) return fail('bad-address', 'not this computer')
  return ok(undefined)
}

function handshakeFor(
  address: Address,
  security: TlsSecurity | undefined,
  clientCertificate: ClientCertificate | undefined
): ReturnType<typeof prepareTls> | { readonly ok: true; readonly value: Handshake | undefined } {
  if (security === undefined) return ok(undefined)
  const host = address.kind === 'unix' ? 'localhost' : address.host.name
  const isName = address.kind === 'unix' || address.host.form === 'name'
  return prepareTls({
    security,
    host,
    serverName: isName ? host : undefined,
    alpn: address.kind === 'http' ? 'http/1.1' : 'h2',
    clientCertificate
  })
}
