import type { Client } from '@grpc/grpc-js'
import type { Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { explain } from '../socket/explain'
import { failureOfText } from '../socket/failure'
import type { Handshake } from '../socket/tls'
import { readCallError } from './call-error'
import type { ReadyOutcome } from './channel'

/** Where the channel was to lead, and by which kind of wire. */
export interface Destination {
  readonly address: Exclude<Address, { kind: 'http' }>
  /** Undefined: plaintext. */
  readonly handshake: Handshake | undefined
}

/** Names the step at which a channel failed: name, connection, handshake, or what answered instead of a node. */
export async function whyNotReady(
  client: Client,
  outcome: Exclude<ReadyOutcome, 'ready'>,
  handshakeFailure: ConnectFailure | undefined,
  { address, handshake }: Destination
): Promise<ConnectFailure> {
  // A handshake that merely broke off may have met a port without TLS: that is worth a closer look.
  if (handshakeFailure !== undefined && handshakeFailure.code !== 'lost') return handshakeFailure
  if (outcome === 'late') return { code: 'timed-out' }
  const fromSystem = failureOfText(await lastError(client))
  if (fromSystem !== undefined) return fromSystem
  const where =
    address.kind === 'unix' ? { path: address.path } : { host: address.host.name, port: address.port }
  return explain(where, handshake === undefined ? 'plaintext' : 'tls')
}

/** A channel tells why it failed only in the failure of a call, which comes at once and never leaves. */
function lastError(client: Client): Promise<string> {
  const nothing = (bytes: Buffer) => bytes
  return new Promise((resolve) => {
    client.makeUnaryRequest('/', nothing, nothing, Buffer.alloc(0), { deadline: Date.now() + 100 }, (error) =>
      resolve(error === null ? '' : readCallError(error, false).text)
    )
  })
}
