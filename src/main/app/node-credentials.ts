import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import type { ClientCertificate } from '../../shared/domain/node'
import { clientCertificate } from '../../shared/ipc/schemas'
import type { Secrets } from '../settings/secrets'

/** Credentials the wallet presents to a node. */
export interface Credentials {
  readonly apiKey: string | undefined
  readonly clientCertificate: ClientCertificate | undefined
}

const Kept = v.pipe(v.string(), v.parseJson(), clientCertificate)

export function readCredentials(secrets: Pick<Secrets, 'get'>, id: NodeId): Credentials {
  const kept = v.safeParse(Kept, secrets.get(id, 'client-certificate'))
  return {
    apiKey: secrets.get(id, 'api-key'),
    clientCertificate: kept.success ? kept.output : undefined
  }
}

export function keepCredentials(secrets: Pick<Secrets, 'set'>, id: NodeId, credentials: Credentials): void {
  const pair = credentials.clientCertificate
  secrets.set(id, credentials.apiKey, 'api-key')
  secrets.set(id, pair === undefined ? undefined : JSON.stringify(pair), 'client-certificate')
}

export function forgetCredentials(secrets: Pick<Secrets, 'set'>, id: NodeId): void {
  keepCredentials(secrets, id, { apiKey: undefined, clientCertificate: undefined })
  keepMacaroon(secrets, id, undefined)
}

/** The macaroon, in hex, for the node in front of an LND. Undefined if the keychain does not return it. */
export function readMacaroon(secrets: Pick<Secrets, 'get'>, id: NodeId): string | undefined {
  const kept = secrets.get(id, 'lnd-macaroon')
  return kept !== undefined && /^[0-9a-f]+$/u.test(kept) ? kept : undefined
}

export function keepMacaroon(secrets: Pick<Secrets, 'set'>, id: NodeId, macaroon: string | undefined): void {
  secrets.set(id, macaroon, 'lnd-macaroon')
}
