/** Every call of LND that the node and a pairing make. A bundle contains the protos of these alone. */
export const LND_METHODS = [
  'lnrpc.Lightning/AddInvoice',
  'lnrpc.Lightning/BakeMacaroon',
  'lnrpc.Lightning/CheckMacaroonPermissions',
  'lnrpc.Lightning/DeleteMacaroonID',
  'lnrpc.Lightning/GetInfo',
  'lnrpc.Lightning/GetNodeInfo',
  'lnrpc.Lightning/ListChannels',
  'lnrpc.Lightning/ListInvoices',
  'lnrpc.Lightning/ListMacaroonIDs',
  'lnrpc.Lightning/ListPayments',
  'lnrpc.Lightning/LookupInvoice',
  'lnrpc.Lightning/SubscribeInvoices',
  'lnrpc.State/GetState',
  'routerrpc.Router/EstimateRouteFee',
  'routerrpc.Router/SendPaymentV2',
  'routerrpc.Router/TrackPaymentV2',
  'signrpc.Signer/SignMessage'
] as const
export type LndMethod = (typeof LND_METHODS)[number]

/** Any call of these services. Tests make more calls than the node. */
export type AnyLndMethod =
  `${'lnrpc.Lightning' | 'lnrpc.State' | 'routerrpc.Router' | 'signrpc.Signer'}/${string}`
