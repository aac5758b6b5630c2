import { ok } from '../../../shared/result'
import type { BackendResult } from '../../backend'
import { Baked } from './answers'
import type { LndClient } from './lnd-client'

/** Every call of LND that this node makes, and no other. */
export const LEAST_PERMISSIONS: readonly string[] = [
  ...[
    'GetInfo',
    'GetNodeInfo',
    'ChannelBalance',
    'AddInvoice',
    'LookupInvoice',
    'ListInvoices',
    'SubscribeInvoices',
    'ListPayments'
  ].map((call) => `/lnrpc.Lightning/${call}`),
  ...['SendPaymentV2', 'TrackPaymentV2', 'EstimateRouteFee'].map((call) => `/routerrpc.Router/${call}`),
  '/signrpc.Signer/SignMessage'
]

/**
 * Makes a macaroon with the least permissions, in hex. A root key id of its own lets the person revoke it alone:
 * `lncli deletemacaroonid ID`.
 */
export async function bakeMacaroon(client: LndClient, rootKeyId: bigint): Promise<BackendResult<string>> {
  const permissions = LEAST_PERMISSIONS.map((action) => ({ entity: 'uri', action }))
  const baked = await client.call(
    'lnrpc.Lightning/BakeMacaroon',
    { permissions, root_key_id: rootKeyId.toString() },
    Baked
  )
  return baked.ok ? ok(baked.value.macaroon) : baked
}
