import type { Msat } from '../../../shared/money'
import type { Generation } from '../../api/subscribe-response'
import type { TlsOptions } from '../../tls/tls-options'

export interface DemoNodeOptions {
  /** Address to listen on, on this computer only: `127.0.0.1:8881`, `[::1]:0`, `unix:/path`. Default: a free port. */
  readonly grpc?: string
  readonly http?: string
  /** 1 is IMP v0.1.x, 2 the open-source daemon 0.4.x. Default: 1. */
  readonly generation?: Generation
  /** Whether the node sends messages for its clients. Default: yes; not every original node does. */
  readonly messaging?: boolean
  /**
   * Whether to behave like the node that ships with the wallet: it serves the extension, replays messages, and answers
   * a second PayInvoice with the proof of the first. Otherwise it behaves like the original nodes. Default: no.
   */
  readonly extension?: boolean
  /** Required for every call except Subscribe. */
  readonly apiKey?: string
  /** For both ports. Default: plaintext. */
  readonly tls?: TlsOptions
  /** Makes keys, preimages and ids reproducible. Default: only the keys are. */
  readonly seed?: string
  /** File that keeps the ledger between runs. Default: none. */
  readonly stateFile?: string
  /** `demo`: peers pay invoices, send messages and say thanks. Default: `quiet`, nothing happens automatically. */
  readonly behaviour?: 'demo' | 'quiet'
  /** Peers pay every new invoice with an amount after this time. Default: never, or 3 s in the demo. */
  readonly peersPayAfterMs?: number
  /** How long a payment is in flight. Default: 0, or 0.8 s in the demo. */
  readonly paymentMs?: number
  /** The fee of each payment of a message. Default: 0. */
  readonly messageFeeMsat?: Msat
  /** Default: one hour. */
  readonly invoiceExpirySeconds?: number
  /**
   * How generation 1 declares `data`, which matters only over HTTP: `string` (up to v0.1.3) gives the text, `bytes`
   * (v0.1.4) base64. Default: `string`, as documented.
   */
  readonly dataField?: 'string' | 'bytes'
  /** Milliseconds since 1970, for tests of expiry. */
  readonly now?: () => number
}

/**
 * The seed of the demo node's and its peers' keys unless the options set another one: fixed, so that petnames survive a
 * restart.
 */
export const DEFAULT_SEED = 'imp demo node'
export const DEFAULT_EXPIRY_SECONDS = 3_600
export const DEMO_PAYS_AFTER_MS = 3_000
export const DEMO_PAYMENT_MS = 800
