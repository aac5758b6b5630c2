/** How long to wait for what, in milliseconds. Nothing that is asked of a node waits without one. */
export interface Deadlines {
  /** From the first packet to a channel that carries calls: TCP, TLS and HTTP/2 together. */
  readonly connect: number
  /** For the questions that are asked of a node before it counts as connected. */
  readonly sync: number
  readonly generateInvoice: number
  /** The node lists up to 10,000 invoices for each answer. */
  readonly checkInvoice: number
  /** Above the 180 s that the node gives its Lightning node: a deadline that passes earlier would tell nothing. */
  readonly payInvoice: number
  /** A message is sent by payments. */
  readonly sendMessage: number
  readonly getSpendable: number
  readonly listPayments: number
  readonly status: number
  /** So long without a sign of life, a cheap call asks whether the link still stands. */
  readonly silence: number
  /** And so long it may take to answer that. */
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
  silence: 60_000,
  signOfLife: 10_000
}
