import type { Generation } from '../../api/subscribe-response'
import type { TlsOptions } from '../../tls/options'

export interface DemoNodeOptions {
  /** Where to listen, on this computer only: `127.0.0.1:8881`, `[::1]:0`, `unix:/path`. Default: a free port. */
  readonly grpc?: string
  readonly http?: string
  /** Which node to be: 1 is IMP v0.1.x, 2 the open-source daemon 0.4.x. Default: 1. */
  readonly generation?: Generation
  /** Whether it sends messages for its clients. Default: it does; not every node in the field is known to. */
  readonly messaging?: boolean
  /**
   * Whether it is the node that comes along: it serves the extension, replays messages, and answers a second PayInvoice
   * with the proof of the first. Without it, it behaves as the nodes of the field. Default: without.
   */
  readonly extension?: boolean
  /** Calls must then carry it, except Subscribe. */
  readonly apiKey?: string
  /** For both ports. Default: plaintext. */
  readonly tls?: TlsOptions
  /** Makes keys, preimages and ids the same in every run. Default: the keys are, the rest is random. */
  readonly seed?: string
  /** Where the ledger is kept from run to run. Default: nowhere. */
  readonly stateFile?: string
  /** `demo`: peers pay invoices, write, and thank. Default: `quiet`, nothing happens by itself. */
  readonly behaviour?: 'demo' | 'quiet'
  /** Peers pay every new invoice that has an amount after so long. Default: never, or 3 s in the demo. */
  readonly peersPayAfterMs?: number
  /** How long a payment is in flight. Default: 0, or 0.8 s in the demo. */
  readonly paymentMs?: number
  /** Default: one hour. */
  readonly invoiceExpirySeconds?: number
  /**
   * How `data` is declared in generation 1, which only HTTP shows: `string` (up to v0.1.3) gives the text itself,
   * `bytes` (v0.1.4) base64. Default: `string`, as documented.
   */
  readonly dataField?: 'string' | 'bytes'
  /** Milliseconds since 1970, for tests of expiry. */
  readonly now?: () => number
}

/** The keys of the demo node and its peers unless a seed says otherwise: fixed, so that petnames survive a restart. */
export const DEFAULT_SEED = 'imp demo node'
export const DEFAULT_EXPIRY_SECONDS = 3_600
export const DEMO_PAYS_AFTER_MS = 3_000
export const DEMO_PAYMENT_MS = 800
