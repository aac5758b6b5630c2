import type { ConnectionState } from '../../../src/shared/domain/connection'
import { NO_CAPABILITIES, type Capabilities } from '../../../src/shared/domain/node'
import type { MessageProgress } from '../../../src/shared/domain/outgoing'
import type { PaymentHash, Pubkey } from '../../../src/shared/domain/ids'
import { msat, sat, type Msat, type Sat } from '../../../src/shared/money'
import { fail, ok, type Result } from '../../../src/shared/result'
import type {
  ConnectionListener,
  ImpNode,
  InvoiceWatch,
  InvoiceWatcher,
  MessagePayment,
  NodeConnection,
  NodeFailureCode,
  NodeInfo,
  NodeMessage,
  PayAnswer,
  PayOrder,
  SendAnswer,
  SendRequest,
  NodeStatus,
  SettledPayment,
  SettledPayments,
  TrackedPayment
} from '../../../src/main/node-client/api'
import type { MessageSink } from '../../../src/main/node-client/message-sink'

/** A PayInvoice that waits for its answer from the test. */
export interface PendingPay extends PayOrder {
  readonly answer: (answer: PayAnswer) => void
}

/** A SendMessage that waits for its answer from the test. */
export interface PendingSend {
  readonly request: SendRequest
  readonly answer: (answer: SendAnswer) => void
}

/** Replaces the node's client: the test controls it, and it records the calls. */
export class ScriptedNode implements NodeConnection, ImpNode {
  readonly calls: ImpNode = this
  state: ConnectionState = { phase: 'idle' }
  closed = false
  #stream = Symbol('stream')
  retries = 0
  readonly generated: { readonly amountSat: Sat; readonly memo: string }[] = []
  readonly checked: string[] = []
  readonly pays: PendingPay[] = []
  /** The answers of a node with the extension. */
  info: Result<NodeInfo, NodeFailureCode> = fail('unimplemented')
  track: (paymentHash: PaymentHash) => Result<TrackedPayment, NodeFailureCode> = () =>
    ok({ state: 'unknown' })
  estimate: () => Promise<Result<Msat, NodeFailureCode>> = () => Promise.resolve(fail('unimplemented'))
  estimateMessage: (payment: MessagePayment) => Promise<Result<Msat, NodeFailureCode>> = () =>
    Promise.resolve(fail('unimplemented'))
  trackSent: (draft: string) => Promise<Result<MessageProgress | undefined, NodeFailureCode>> = () =>
    Promise.resolve(fail('unimplemented'))
  readonly tracked: PaymentHash[] = []
  readonly watches: { readonly since: bigint; readonly watcher: InvoiceWatcher }[] = []
  readonly sends: PendingSend[] = []
  generate: (amountSat: Sat, memo: string) => Result<string, NodeFailureCode> = () => fail('deadline')
  check: (invoice: string) => Result<boolean, NodeFailureCode | 'no-such-invoice'> = () => ok(false)
  settled: Result<readonly SettledPayment[], NodeFailureCode> = ok([])
  /** The list has so many entries that it may be cut. */
  listMayBeCut = false
  /** The number of calls that list payments, and of those that ask for the balance. */
  lists = 0
  balances = 0
  namedKey: Pubkey | undefined
  aliveAt: number | undefined
  identify: (() => Promise<Result<NodeStatus, NodeFailureCode>>) | undefined
  spendable: Result<Sat | undefined, NodeFailureCode> = ok(sat(0n))
  /** Checks of invoices wait for this promise. */
  holdChecks: Promise<void> | undefined

  constructor(
    readonly listener: ConnectionListener,
    readonly sink: MessageSink
  ) {}

  start(): void {
    this.#enter({ phase: 'connecting', attempt: 1 })
  }

  retryNow(): void {
    this.retries += 1
  }

  /** The channel is up and the stream open. */
  becomeReady(capabilities: Capabilities = NO_CAPABILITIES): void {
    this.#stream = Symbol('stream')
    this.listener.streamOpened()
    this.#enter({ phase: 'ready', since: 0 })
    this.listener.capabilitiesChanged(capabilities)
  }

  /** `aliveAt`: the last sign of life; default: now. */
  lose(reason: 'offline' | 'oversized-message' = 'offline', aliveAt = Infinity): void {
    this.listener.streamLost(reason, aliveAt)
    this.#enter({ phase: 'backoff', attempt: 1, retryAt: 0, failure: { code: 'lost' } })
  }

  deliver(...messages: readonly Partial<NodeMessage>[]): Promise<void> {
    return this.sink.receive(messages.map((message) => ({ ...nodeMessage(message), stream: this.#stream })))
  }

  close(): Promise<void> {
    this.closed = true
    if (this.state.phase === 'ready') this.listener.streamLost('offline', Infinity)
    this.#enter({ phase: 'idle' })
    for (const pending of [...this.pays, ...this.sends])
      pending.answer({ kind: 'unknown', code: 'connection-broke', text: '', said: 'connection' })
    return Promise.resolve()
  }

  generateInvoice(amountSat: Sat, memo: string): Promise<Result<string, NodeFailureCode>> {
    this.generated.push({ amountSat, memo })
    return Promise.resolve(this.generate(amountSat, memo))
  }

  async checkInvoice(invoice: string): Promise<Result<boolean, NodeFailureCode | 'no-such-invoice'>> {
    this.checked.push(invoice)
    await this.holdChecks
    return this.check(invoice)
  }

  payInvoice(order: PayOrder): Promise<PayAnswer> {
    return new Promise((answer) => {
      this.pays.push({ ...order, answer })
    })
  }

  getInfo(): Promise<Result<NodeInfo, NodeFailureCode>> {
    return Promise.resolve(this.info)
  }

  trackPayment(paymentHash: PaymentHash): Promise<Result<TrackedPayment, NodeFailureCode>> {
    this.tracked.push(paymentHash)
    return Promise.resolve(this.track(paymentHash))
  }

  estimateFee(): Promise<Result<Msat, NodeFailureCode>> {
    return this.estimate()
  }

  estimateMessageFee(payment: MessagePayment): Promise<Result<Msat, NodeFailureCode>> {
    return this.estimateMessage(payment)
  }

  trackMessage(draft: string): Promise<Result<MessageProgress | undefined, NodeFailureCode>> {
    return this.trackSent(draft)
  }

  watchInvoices(since: bigint, watcher: InvoiceWatcher): InvoiceWatch | undefined {
    this.watches.push({ since, watcher })
    return { cancel: () => watcher.ended() }
  }

  sendMessage(request: SendRequest): Promise<SendAnswer> {
    return new Promise((answer) => {
      this.sends.push({ request, answer })
    })
  }

  getSpendable(): Promise<Result<Sat | undefined, NodeFailureCode>> {
    this.balances += 1
    return Promise.resolve(this.spendable)
  }

  listSettledPayments(): Promise<Result<SettledPayments, NodeFailureCode>> {
    this.lists += 1
    const { settled, listMayBeCut: mayBeCut } = this
    return Promise.resolve(settled.ok ? ok({ payments: settled.value, mayBeCut }) : settled)
  }

  #enter(state: ConnectionState): void {
    this.state = state
    this.listener.stateChanged(state)
  }
}

/** The report of a node with the extension about itself, with defaults. */
export function nodeInfo(info: Partial<NodeInfo> = {}): NodeInfo {
  return {
    pubkey: '03'.padEnd(66, 'e') as Pubkey,
    alias: 'alice',
    network: 'regtest',
    software: 'lnd 0.20.1-beta',
    syncedToChain: true,
    blockHeight: 912_000,
    newestBlockAt: 1_764_000_000_000,
    spendableMsat: msat(3_000_000n),
    receivableMsat: msat(2_000_999n),
    limitsMessageFees: true,
    ...info
  }
}

let delivered = 0

/** A message of the node, with defaults. */
export function nodeMessage(message: Partial<NodeMessage> & { readonly text?: string } = {}): NodeMessage {
  delivered += 1
  const { text = 'Hello', ...given } = message
  return {
    id: `message-${delivered}`,
    replyToId: '',
    from: '02'.padEnd(66, 'a'),
    claimed: false,
    data: new TextEncoder().encode(text),
    serviceType: 'message',
    amount: 1n,
    settledAt: undefined,
    ...given
  }
}
