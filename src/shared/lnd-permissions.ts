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
 * Every call of LND that the node makes, and no other: the actions of a macaroon's permissions, whose entity is `uri`
 * (LND's docs/macaroons.md). `lncli bakemacaroon` takes them with `uri:` in front.
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
