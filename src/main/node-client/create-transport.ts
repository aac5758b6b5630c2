import { isLoopback, parseAddress, type Address } from '../../shared/domain/address'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { ClientCertificate, NodeProfile, Security } from '../../shared/domain/node'
import { fail, ok, type Result } from '../../shared/result'
import { GrpcTransport } from './grpc/grpc-transport'
import { HttpTransport } from './http/http-transport'
import { prepareTls, type Handshake } from './socket/tls'
import type { TlsSecurity } from './socket/check-peer'
import type { Transport } from './transport'

/** Everything needed to reach a node. The secrets are not part of the profile; they come from the keychain. */
export interface Access {
  readonly profile: Pick<NodeProfile, 'address' | 'security'>
  readonly apiKey: string | undefined
  readonly clientCertificate?: ClientCertificate | undefined
}

export type TransportResult = Result<Transport, ConnectFailure>

/** Creates the transport for a profile. Sends nothing. Fails if the profile is invalid. */
export function createTransport(
  { profile, apiKey, clientCertificate }: Access,
  connectMs: number
): TransportResult {
  const parsed = parseAddress(profile.address)
  if (!parsed.ok) return parsed
  const address = parsed.value
  // A key that a header cannot carry is refused here. The libraries would throw an error that quotes it.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/u.test(apiKey)) {
    return fail('key-refused', 'not a possible key')
  }
  const protection = protectionOf(address, profile.security)
  if (!protection.ok) return protection
  const handshake = handshakeFor(address, protection.value, clientCertificate)
  if (!handshake.ok) return handshake
  const parts = { handshake: handshake.value, apiKey }
  const transport =
    address.kind === 'http'
      ? new HttpTransport({ address, ...parts }, connectMs)
      : new GrpcTransport({ address, ...parts, connectMs })
  return ok(transport)
}

/** Undefined means plaintext, if the profile allows it. For an HTTP address the scheme decides about TLS. */
function protectionOf(
  address: Address,
  security: Security
): Result<TlsSecurity | undefined, 'bad-address' | 'not-tls'> {
  const plain = security.kind === 'loopback' || security.kind === 'plaintext'
  if (address.kind === 'http' && address.secure) return ok(plain ? { kind: 'tls' } : security)
  if (!plain) return address.kind === 'http' ? fail('not-tls', 'the address says http://') : ok(security)
  // Loopback without TLS is safe on this computer only.
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
