import type { KeyRights } from '../../shared/domain/pairing'
import type { LndMethod } from '../backends/lnd/lnd-methods'

/**
 * A call that the wallet needs, the permission that LND requires for it, and a request that shows whether it is
 * allowed.
 */
export interface Probe {
  readonly method: LndMethod
  readonly permission: readonly [entity: string, action: string]
  /**
   * The request only reads, or LND refuses it as invalid before it does anything. LND checks the permission before the
   * request. A request that writes is invalid in two ways, so that it stays invalid if LND ever accepts one of them.
   */
  readonly request: object
  readonly stream?: true
}

const invoicesRead = ['invoices', 'read'] as const
const offchainRead = ['offchain', 'read'] as const
const NO_INVOICE = { r_hash: Buffer.alloc(32, 0xff) }

/** Permissions as in LND's rpcserver.go, routerrpc/router_server.go and signrpc/signer_server.go. */
export const PROBES: Readonly<Record<keyof KeyRights, readonly Probe[]>> = {
  info: [
    { method: 'lnrpc.Lightning/GetInfo', permission: ['info', 'read'], request: {} },
    { method: 'lnrpc.Lightning/GetNodeInfo', permission: ['info', 'read'], request: { pub_key: '' } },
    { method: 'lnrpc.Lightning/ListChannels', permission: offchainRead, request: { active_only: true } }
  ],
  receive: [
    {
      method: 'lnrpc.Lightning/AddInvoice',
      permission: ['invoices', 'write'],
      request: { value: '-1', description_hash: Buffer.alloc(1) }
    },
    { method: 'lnrpc.Lightning/LookupInvoice', permission: invoicesRead, request: NO_INVOICE },
    { method: 'lnrpc.Lightning/ListInvoices', permission: invoicesRead, request: { num_max_invoices: '1' } },
    { method: 'lnrpc.Lightning/SubscribeInvoices', permission: invoicesRead, request: {}, stream: true }
  ],
  pay: [
    {
      // It has no payee, and its time preference is out of range: LND refuses both.
      method: 'routerrpc.Router/SendPaymentV2',
      permission: ['offchain', 'write'],
      request: { time_pref: 9 },
      stream: true
    },
    {
      method: 'routerrpc.Router/TrackPaymentV2',
      permission: offchainRead,
      request: { payment_hash: Buffer.alloc(1) },
      stream: true
    },
    { method: 'routerrpc.Router/EstimateRouteFee', permission: offchainRead, request: {} }
  ],
  // The request has neither a message nor a key.
  sign: [{ method: 'signrpc.Signer/SignMessage', permission: ['signer', 'generate'], request: {} }],
  // LND bakes no macaroon without permissions.
  bake: [{ method: 'lnrpc.Lightning/BakeMacaroon', permission: ['macaroon', 'generate'], request: {} }]
}
