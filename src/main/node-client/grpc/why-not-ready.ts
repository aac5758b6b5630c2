import type { Client } from '@grpc/grpc-js'
import type { Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import { diagnosePort } from '../socket/diagnose-port'
import { failureOfText } from '../socket/failure'
import type { Handshake } from '../socket/tls'
import { readCallError } from './call-error'
import type { ReadyOutcome } from './channel'

/** The address of a channel, and whether it uses TLS. */
export interface Destination {
  readonly address: Exclude<Address, { kind: 'http' }>
  /** Undefined: plaintext. */
  readonly handshake: Handshake | undefined
}

/** Finds the step at which a channel failed: name resolution, connection, handshake, or a peer that is not a node. */
export async function whyNotReady(
  client: Client,
  outcome: Exclude<ReadyOutcome, 'ready'>,
  handshakeFailure: ConnectFailure | undefined,
  { address, handshake }: Destination
): Promise<ConnectFailure> {
  // A handshake that was cut off may have met a port without TLS, so the port is examined.
  if (handshakeFailure !== undefined && handshakeFailure.code !== 'lost') return handshakeFailure
  if (outcome === 'late') return { code: 'timed-out' }
  const fromSystem = failureOfText(await lastError(client))
  if (fromSystem !== undefined) return fromSystem
  const where =
    address.kind === 'unix' ? { path: address.path } : { host: address.host.name, port: address.port }
  return diagnosePort(where, handshake === undefined ? 'plaintext' : 'tls')
}

/** A channel reveals why it failed only through a failed call. This call fails at once and never leaves. */
function lastError(client: Client): Promise<string> {
  const nothing = (bytes: Buffer) => bytes
  return new Promise((resolve) => {
    client.makeUnaryRequest('/', nothing, nothing, Buffer.alloc(0), { deadline: Date.now() + 100 }, (error) =>
      resolve(error === null ? '' : readCallError(error, false).text)
    )
  })
}
