import type { PairingRights } from './domain/pairing'

const SEE_AND_RECEIVE = [
  'GetInfo',
  'GetNodeInfo',
  'ListChannels',
  'AddInvoice',
  'LookupInvoice',
  'ListInvoices',
  'SubscribeInvoices'
].map((call) => `/lnrpc.Lightning/${call}`)

/**
 * All calls of LND that the node makes. They are the actions in a macaroon's permissions with the entity `uri` (LND's
 * docs/macaroons.md). `lncli bakemacaroon` takes each with the prefix `uri:`.
 */
export const LND_PERMISSIONS: Readonly<Record<PairingRights, readonly string[]>> = {
  'pay-and-receive': [
    ...SEE_AND_RECEIVE,
    '/lnrpc.Lightning/ListPayments',
    '/routerrpc.Router/SendPaymentV2',
    '/routerrpc.Router/TrackPaymentV2',
    '/routerrpc.Router/EstimateRouteFee',
    '/signrpc.Signer/SignMessage'
  ],
  'receive-only': SEE_AND_RECEIVE
}
