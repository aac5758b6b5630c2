/** Deadlines in milliseconds. Every call to a node has one. */
export interface Deadlines {
  /** From the first packet to a ready channel: TCP, TLS and HTTP/2 together. */
  readonly connect: number
  /** For the calls that are made before a node counts as connected. */
  readonly sync: number
  readonly generateInvoice: number
  /** The node lists up to 10,000 invoices for each call. */
  readonly checkInvoice: number
  /** Longer than the 180 s that the node gives its Lightning node; an earlier deadline would learn nothing. */
  readonly payInvoice: number
  /** A message is sent by payments, so it may take as long as one. */
  readonly sendMessage: number
  readonly getSpendable: number
  readonly listPayments: number
  readonly status: number
  readonly getInfo: number
  /** The node asks its Lightning node, which may take up to 30 s. */
  readonly trackPayment: number
  readonly estimateFee: number
  readonly trackMessage: number
  /** Idle time before a liveness probe. */
  readonly silence: number
  /** Timeout of that probe. */
  readonly signOfLife: number
}

export const DEADLINES: Deadlines = {
  connect: 10_000,
  sync: 10_000,
  generateInvoice: 20_000,
  checkInvoice: 30_000,
  payInvoice: 200_000,
  sendMessage: 200_000,
  getSpendable: 15_000,
  listPayments: 30_000,
  status: 15_000,
  getInfo: 15_000,
  trackPayment: 35_000,
  estimateFee: 10_000,
  trackMessage: 10_000,
  silence: 60_000,
  signOfLife: 10_000
}
