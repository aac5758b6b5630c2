import { isLoopback, parseAddress, type Address } from '../../shared/domain/address'
import type { ConnectFailure } from '../../shared/domain/connection'
import type { NodeProfile, Security } from '../../shared/domain/node'
import { GrpcTransport } from './grpc/transport'
import { prepareTls, type ClientCertificate, type Handshake } from './socket/tls'
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
  if (!parsed.ok || parsed.value.kind === 'http') return failed({ code: 'bad-address' })
  const address = parsed.value
  // The promise that nobody else can read along holds on this computer only.
  if (profile.security.kind === 'loopback' && !isLoopback(address)) {
    return failed({ code: 'bad-address', detail: 'not this computer' })
  }
  const handshake = handshakeFor(address, profile.security, clientCertificate)
  if (handshake !== undefined && 'code' in handshake) return failed(handshake)
  return { ok: true, transport: new GrpcTransport({ address, handshake, apiKey, connectMs }) }
}

const failed = (failure: ConnectFailure): Wired => ({ ok: false, failure })

function handshakeFor(
  address: Exclude<Address, { kind: 'http' }>,
  security: Security,
  clientCertificate: ClientCertificate | undefined
): Handshake | ConnectFailure | undefined {
  if (security.kind === 'loopback' || security.kind === 'plaintext') return undefined
  const name = address.kind === 'unix' ? 'localhost' : address.host.name
  const isName = address.kind === 'unix' || address.host.form === 'name'
  const serverName = isName ? name : undefined
  const prepared = prepareTls({ security, host: name, serverName, alpn: 'h2', clientCertificate })
  return prepared.ok ? prepared.value : prepared.error
}
