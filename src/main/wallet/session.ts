import type { ConnectionState } from '../../shared/domain/connection'
import { NO_CAPABILITIES, type Capabilities } from '../../shared/domain/node'
import type { Millis } from '../../shared/domain/ids'
import { SPENDING_DAY_MS } from '../../shared/policy/spending'
import { ok, type Result } from '../../shared/result'
import { background } from '../background'
import type { ConnectionListener, NodeConnection, NodeInfo } from '../node-client/api'
import { openStore, type StoreOpenCode } from '../store/open'
import type { Store } from '../store/store'
import { Activity } from './activity/activity'
import type { Session, SessionEvents, SessionOptions, SessionState } from './api'
import { Balance } from './balance'
import { emitChanges } from './changes'
import { disposeParts, within } from './close-parts'
import { NodeIdentity } from './node-identity'
import { Inbox } from './inbox/inbox'
import { InvoiceTracker } from './receive/invoice-tracker'
import { InvoiceWatch } from './receive/invoice-watch'
import { MessageIndexer } from './inbox/message-indexer'
import { MessageWriter } from './inbox/message-writer'
import { MessageView } from './inbox/message-view'
import type { WalletNode } from './node'
import { OfflineGaps } from './inbox/offline-gaps'
import { Outbox } from './inbox/outbox'
import { Pay } from './pay/pay'
import { PayCards } from './pay/pay-cards'
import { PaymentResolver } from './pay/payment-resolver'
import { Receive } from './receive/receive'
import { DiskHealth } from './disk-health'

/** Milliseconds. Longer than a connection needs to end its calls, shorter than the wallet may take to quit. */
const CLOSE_TIMEOUT_MS = 3_000

/** Opens a node's records, gives unfinished rows of an earlier run an outcome, and starts the connection. */
export function openSession(options: SessionOptions): Result<Session, StoreOpenCode> {
  const opened = openStore(options.dbFile, { expected: options.recordsExpected })
  if (!opened.ok) return opened
  return ok(new NodeSession(options, opened.value))
}

class NodeSession implements Session, ConnectionListener {
  readonly receive: Receive
  readonly pay: Pay
  readonly inbox: Inbox
  readonly outbox: Outbox
  readonly activity: Activity
  readonly #cards: PayCards
  readonly #tracker: InvoiceTracker
  readonly #watch: InvoiceWatch
  readonly #intake: MessageWriter
  readonly #gaps: OfflineGaps
  readonly #indexer: MessageIndexer
  readonly #writes: DiskHealth
  readonly #balance: Balance
  readonly #resolver: PaymentResolver
  readonly #identity: NodeIdentity
  #connection: NodeConnection
  #capabilities: Capabilities = NO_CAPABILITIES
  /** The node that answered is not the one these records belong to; it is not called any more. */
  #wrongNode = false
  #closing: Promise<void> | undefined
  /** Resolves when the connection that was given up no longer uses the message queue. */
  #left: Promise<void> = Promise.resolve()

  constructor(
    private readonly options: SessionOptions,
    private readonly store: Store
  ) {
    const { clock, random, limits, emit, otherAttempts, reportBug } = options
    this.#writes = new DiskHealth(store, clock)
    this.#indexer = new MessageIndexer(store, clock)
    this.#identity = new NodeIdentity(store, clock, options.network)
    const tellState = (): void => {
      this.#tellState()
    }
    const changes = emitChanges(emit, tellState, () => {
      this.#indexer.wake()
    })
    const node = this.#node()
    const cards = new PayCards({
      ...{ store, otherAttempts, clock, limits, network: options.network },
      isExtended: () => node.capabilities.extension
    })
    const view = new MessageView({ store, cards })
    this.#balance = new Balance({
      node,
      clock,
      random,
      reportBug,
      changed: tellState
    })
    const paid = (invoice: SessionEvents['invoicePaid']) => {
      emit('invoicePaid', invoice)
      this.#balance.refresh()
    }
    const ended = (payment: SessionEvents['paymentEnded']) => {
      emit('paymentEnded', payment)
      this.#balance.refresh()
      this.#resolver.ended(payment)
    }
    const isWatching = (): boolean => this.#watch.isComplete
    const tracker = new InvoiceTracker({ store, node, clock, changes, paid, isWatching, reportBug })
    this.#watch = new InvoiceWatch({ store, node, tracker, clock, random, reportBug })
    const wrongNode = () => {
      this.#stopForWrongNode()
    }
    this.receive = new Receive({ store, node, tracker, clock, changes, identified: tellState, wrongNode })
    this.pay = new Pay({ store, node, cards, clock, changes, ended, reportBug })
    this.#resolver = new PaymentResolver({
      store,
      node,
      clock,
      random,
      reportBug,
      apply: (asked, report) => {
        this.pay.apply(asked, report)
      }
    })
    this.inbox = new Inbox({ store, view, indexer: this.#indexer, clock, changes })
    const settled = (message: SessionEvents['messageSettled']) => {
      emit('messageSettled', message)
      this.#balance.refresh()
    }
    const { receive } = this
    this.outbox = new Outbox({ store, node, limits, view, receive, clock, changes, settled, reportBug })
    this.activity = new Activity({ store, changes })
    const arrived = (messages: SessionEvents['messagesArrived']) => {
      emit('messagesArrived', messages)
    }
    this.#cards = cards
    this.#tracker = tracker
    this.#intake = new MessageWriter({ store, cards, clock, changes, arrived })
    this.#gaps = new OfflineGaps(store, clock, this.#writes, () => this.#connection.aliveAt)
    this.pay.recover()
    this.outbox.recover()
    this.#gaps.start()
    this.#connection = options.connect(this, this.#intake)
    this.#writes.start(tellState)
    this.#tracker.start()
    this.#indexer.wake()
    this.#connection.start()
  }

  get state(): SessionState {
    return {
      connection: this.#connectionState,
      identity: this.store.identity.get(),
      capabilities: this.#capabilities,
      nodeFacts: this.#balance.facts,
      balanceSat: this.#balance.sat,
      receivableSat: this.#balance.receivableSat,
      oneClickSpentSat: this.store.oneClickSince(this.options.clock.now() - SPENDING_DAY_MS),
      unread: this.store.senders.unread,
      storageUnavailable: this.#writes.failing
    }
  }

  get isPaying(): boolean {
    const { isOpen, payments, outgoing } = this.store
    return isOpen && (payments.sending().length > 0 || outgoing.sending().length > 0)
  }

  unsettled: Session['unsettled'] = () => this.store.unsettled()

  focused(): void {
    if (this.#closing === undefined) this.#tracker.checkOpen()
  }

  retryNow(): void {
    if (this.#closing !== undefined) return
    if (!this.#wrongNode) {
      this.#connection.retryNow()
      return
    }
    // The person has checked the tunnel or the node. The node is called again, and its next invoice shows its identity.
    const again = this.#left.then(() => {
      if (this.#closing !== undefined || !this.#wrongNode) return
      this.#wrongNode = false
      this.#connection = this.options.connect(this, this.#intake)
      this.#connection.start()
      this.#tellState()
    })
    background(again, (error) => {
      this.options.reportBug('connect-again', error)
    })
  }

  cardOf: Session['cardOf'] = (id) => {
    const message = this.store.isOpen ? this.store.messages.get(id) : undefined
    return message === undefined ? undefined : this.#cards.ofMessage(message)[0]
  }

  invoiceText: Session['invoiceText'] = (paymentHash) => this.store.invoices.get(paymentHash)?.invoice

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  // Events of the connection.

  stateChanged({ phase }: ConnectionState): void {
    if (this.#closing !== undefined || this.#wrongNode) return
    if (phase === 'ready' && this.#identity.isOther(this.#connection.namedKey)) {
      this.#stopForWrongNode()
      return
    }
    this.#tellState()
    if (phase !== 'ready') return
    this.#tracker.checkOpen()
    this.#balance.refresh()
    this.#resolver.connected()
    this.#watch.connected()
  }

  nodeNamed(info: NodeInfo): boolean {
    if (!this.store.isOpen || !this.#identity.accept(info)) return false
    this.#balance.named(info)
    return true
  }

  streamOpened(): void {
    if (this.#closing !== undefined) return
    this.#gaps.streamOpened()
  }

  streamLost(reason: 'offline' | 'oversized-message', aliveAt: Millis): void {
    if (this.store.isOpen) this.#gaps.streamLost(reason, aliveAt)
  }

  streamReplays(): void {
    if (this.#closing === undefined) this.#gaps.streamReplays()
  }

  capabilitiesChanged(capabilities: Capabilities): void {
    this.#capabilities = capabilities
    if (this.#closing !== undefined) return
    this.#tellState()
    this.#balance.refresh()
    this.#resolver.connected()
    this.#watch.connected()
  }

  /** The connection logs these itself; there is nothing to store. */
  frameRejected(): void {}

  get #connectionState(): ConnectionState {
    return this.#wrongNode ? { phase: 'blocked', failure: { code: 'wrong-node' } } : this.#connection.state
  }

  async #close(): Promise<void> {
    // What would ask the node for more, or change what is being written.
    const { reportBug, clock } = this.options
    const waiting = [
      ['invoice-tracker', () => this.#tracker.dispose()],
      ['invoice-watch', () => this.#watch.dispose()],
      ['balance', () => this.#balance.dispose()],
      ['payment-resolver', () => this.#resolver.dispose()],
      ['offline-gaps', () => this.#gaps.stop()],
      ['message-writer', () => this.#intake.dispose()]
    ] as const
    disposeParts(waiting, reportBug)
    try {
      // Requests under way get their answer or become unknown; both are still written to the journal.
      await within(clock, CLOSE_TIMEOUT_MS, Promise.all([this.#closed(this.#connection), this.#left]))
      await new Promise(setImmediate)
    } finally {
      const writing = [
        ['pay', () => this.pay.dispose()],
        ['outbox', () => this.outbox.dispose()],
        ['message-indexer', () => this.#indexer.dispose()],
        ['disk-health', () => this.#writes.dispose()],
        ['store', () => this.store.close()]
      ] as const
      disposeParts(writing, reportBug)
    }
  }

  /** A connection that fails to close must not hold up the database or the next node. */
  async #closed(connection: NodeConnection): Promise<void> {
    await connection.close().catch((error: unknown) => {
      this.options.reportBug('connection-close', error)
    })
  }

  #stopForWrongNode(): void {
    this.#wrongNode = true
    this.#gaps.streamLost('offline', this.options.clock.now())
    this.#left = within(this.options.clock, CLOSE_TIMEOUT_MS, this.#closed(this.#connection))
    this.#tellState()
  }

  #tellState(): void {
    this.options.emit('state', this.state)
  }

  /** The current connection, which may be replaced. */
  #node(): WalletNode {
    const session = (): NodeSession => this
    return {
      get ready() {
        const self = session()
        return self.#closing === undefined && self.#connectionState.phase === 'ready'
      },
      get capabilities() {
        return session().#capabilities
      },
      get calls() {
        return session().#connection.calls
      }
    }
  }
}
