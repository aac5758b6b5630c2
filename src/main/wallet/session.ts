import type { ConnectionState } from '../../shared/domain/connection'
import { NO_CAPABILITIES, type Capabilities } from '../../shared/domain/node'
import type { Millis } from '../../shared/domain/ids'
import { SPENDING_DAY_MS } from '../../shared/policy/spending'
import { ok, type Result } from '../../shared/result'
import { background } from '../background'
import type { ConnectionListener, NodeConnection, NodeInfo } from '../node-client/api'
import { openStore, type StoreOpenCode } from '../store/open'
import type { Store } from '../store/store'
import type { Activity } from './activity/activity'
import type { Session, SessionOptions, SessionState } from './api'
import { within } from './close-parts'
import type { Inbox } from './inbox/inbox'
import type { Outbox } from './inbox/outbox'
import type { WalletNode } from './node'
import type { Pay } from './pay/pay'
import type { Receive } from './receive/receive'
import { createParts, disposeActiveParts, disposeWritingParts, type SessionParts } from './session-parts'

/** Timeout for closing a connection: less than the wallet may take to quit. Milliseconds. */
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
  readonly #parts: SessionParts
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
    this.#parts = createParts({
      options,
      store,
      node: this.#node(),
      tellState: () => {
        this.#tellState()
      },
      wrongNode: () => {
        this.#stopForWrongNode()
      },
      aliveAt: () => this.#connection.aliveAt
    })
    const { receive, pay, inbox, outbox, activity, gaps, writer, diskHealth, tracker, indexer } = this.#parts
    this.receive = receive
    this.pay = pay
    this.inbox = inbox
    this.outbox = outbox
    this.activity = activity
    pay.recover()
    outbox.recover()
    gaps.start()
    this.#connection = options.connect(this, writer)
    diskHealth.start(() => {
      this.#tellState()
    })
    tracker.start()
    indexer.wake()
    this.#connection.start()
  }

  get state(): SessionState {
    return {
      connection: this.#connectionState,
      identity: this.store.identity.get(),
      capabilities: this.#capabilities,
      nodeFacts: this.#parts.balance.facts,
      balanceSat: this.#parts.balance.sat,
      receivableSat: this.#parts.balance.receivableSat,
      oneClickSpentSat: this.store.oneClickSince(this.options.clock.now() - SPENDING_DAY_MS),
      unread: this.store.senders.unread,
      storageUnavailable: this.#parts.diskHealth.failing
    }
  }

  get isPaying(): boolean {
    const { isOpen, openPayments, outgoing } = this.store
    return isOpen && (openPayments.sending().length > 0 || outgoing.sending().length > 0)
  }

  get lastMessageAt(): Millis | undefined {
    return this.store.isOpen ? this.store.messages.lastArrivedAt() : undefined
  }

  refresh(): void {
    if (this.#capabilities.extension) this.#parts.balance.refresh()
  }

  unsettled: Session['unsettled'] = () => this.store.unsettled()

  focused(): void {
    if (this.#closing === undefined) this.#parts.tracker.checkOpen()
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
      this.#connection = this.options.connect(this, this.#parts.writer)
      this.#connection.start()
      this.#tellState()
    })
    background(again, (error) => {
      this.options.reportBug('connect-again', error)
    })
  }

  cardOf: Session['cardOf'] = (id) => {
    const message = this.store.isOpen ? this.store.messages.get(id) : undefined
    return message === undefined ? undefined : this.#parts.cards.ofMessage(message)[0]
  }

  invoiceText: Session['invoiceText'] = (paymentHash) => this.store.invoices.get(paymentHash)?.invoice

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  // Events of the connection.

  stateChanged({ phase }: ConnectionState): void {
    if (this.#closing !== undefined || this.#wrongNode) return
    if (phase === 'ready' && this.#parts.identity.isOther(this.#connection.namedKey)) {
      this.#stopForWrongNode()
      return
    }
    this.#tellState()
    if (phase !== 'ready') return
    this.#parts.tracker.checkOpen()
    this.#parts.balance.refresh()
    this.#parts.resolver.connected()
    this.#parts.watch.connected()
    this.outbox.connected()
  }

  nodeNamed(info: NodeInfo): boolean {
    if (!this.store.isOpen || !this.#parts.identity.accept(info)) return false
    this.#parts.balance.named(info)
    return true
  }

  streamOpened(): void {
    if (this.#closing !== undefined) return
    this.#parts.gaps.streamOpened()
  }

  streamLost(reason: 'offline' | 'oversized-message', aliveAt: Millis): void {
    if (this.store.isOpen) this.#parts.gaps.streamLost(reason, aliveAt)
  }

  streamReplays(): void {
    if (this.#closing === undefined) this.#parts.gaps.streamReplays()
  }

  capabilitiesChanged(capabilities: Capabilities): void {
    this.#capabilities = capabilities
    if (this.#closing !== undefined) return
    this.#tellState()
    this.#parts.balance.refresh()
    this.#parts.resolver.connected()
    this.#parts.watch.connected()
    this.outbox.connected()
  }

  /** The connection logs these itself; there is nothing to store. */
  frameRejected(): void {}

  get #connectionState(): ConnectionState {
    return this.#wrongNode ? { phase: 'blocked', failure: { code: 'wrong-node' } } : this.#connection.state
  }

  async #close(): Promise<void> {
    const { reportBug, clock } = this.options
    disposeActiveParts(this.#parts, reportBug)
    try {
      // Requests under way get their answer or become unknown; both are still written to the journal.
      await within(clock, CLOSE_TIMEOUT_MS, Promise.all([this.#closed(this.#connection), this.#left]))
      await new Promise(setImmediate)
    } finally {
      disposeWritingParts(this.#parts, this.store, reportBug)
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
    this.#parts.gaps.streamLost('offline', this.options.clock.now())
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
