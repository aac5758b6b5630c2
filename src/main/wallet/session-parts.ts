import type { Millis } from '../../shared/domain/ids'
import type { ReportBug } from '../background'
import type { Store } from '../store/store'
import { Activity } from './activity/activity'
import type { SessionEvents, SessionOptions } from './api'
import { Balance } from './balance'
import { emitChanges } from './changes'
import { disposeParts } from './close-parts'
import { DiskHealth } from './disk-health'
import { Inbox } from './inbox/inbox'
import { MessageIndexer } from './inbox/message-indexer'
import { MessageView } from './inbox/message-view'
import { MessageWriter } from './inbox/message-writer'
import { OfflineGaps } from './inbox/offline-gaps'
import { SendProgress } from './inbox/send-progress'
import { Outbox } from './inbox/outbox'
import type { WalletNode } from './node'
import { NodeIdentity } from './node-identity'
import { HeldWatch } from './pay/held-watch'
import { Pay } from './pay/pay'
import { PayCards } from './pay/pay-cards'
import { PayOrders } from './pay/pay-orders'
import { PaymentResolver } from './pay/payment-resolver'
import { InvoiceTracker } from './receive/invoice-tracker'
import { InvoiceWatch } from './receive/invoice-watch'
import { Receive } from './receive/receive'

export interface SessionPartsOptions {
  readonly options: SessionOptions
  readonly store: Store
  readonly node: WalletNode
  /** Emits the state of the session. */
  readonly tellState: () => void
  /** Called when the node turns out not to be the one that the records belong to. */
  readonly wrongNode: () => void
  /** When the connection last gave a sign of life; undefined while there is none. */
  readonly aliveAt: () => Millis | undefined
}

/** The use cases and background work on the records of one node. Nothing runs until the session starts it. */
export type SessionParts = ReturnType<typeof createParts>

export function createParts({ options, store, node, tellState, wrongNode, aliveAt }: SessionPartsOptions) {
  const { clock, random, limits, network, emit, otherAttempts, reportBug } = options
  const diskHealth = new DiskHealth(store, clock)
  const indexer = new MessageIndexer(store, clock)
  const identity = new NodeIdentity(store, clock, network)
  const changes = emitChanges(emit, tellState, () => {
    indexer.wake()
  })
  const isExtended = () => node.capabilities.extension
  const orders = new PayOrders({ store, otherAttempts, clock, limits, network, isExtended })
  const cards = new PayCards({ store, otherAttempts, clock, orders })
  const progress = new SendProgress({
    ...{ node, clock, reportBug },
    changed: (message) => {
      changes.message(view.of(message))
    }
  })
  const view: MessageView = new MessageView({ store, cards, progress })
  const balance = new Balance({ node, clock, random, reportBug, changed: tellState })

  const paid = (invoice: SessionEvents['invoicePaid']) => {
    emit('invoicePaid', invoice)
    balance.refresh()
  }
  const isWatching = (): boolean => watch.isComplete
  const tracker = new InvoiceTracker({ store, node, clock, changes, paid, isWatching, reportBug })
  const watch: InvoiceWatch = new InvoiceWatch({ store, node, tracker, clock, random, reportBug })
  const receive = new Receive({ store, node, tracker, clock, changes, identified: tellState, wrongNode })

  const held = new HeldWatch({ store, node, clock, changes, reportBug })
  const ended = (payment: SessionEvents['paymentEnded']) => {
    emit('paymentEnded', payment)
    balance.refresh()
    held.ended(payment)
    resolver.ended(payment)
  }
  const began = (payment: SessionEvents['paymentEnded']) => {
    held.began(payment)
  }
  const pay = new Pay({ store, node, cards, orders, clock, changes, began, ended, reportBug })
  const apply: Pay['apply'] = (asked, report) => {
    pay.apply(asked, report)
  }
  const resolver: PaymentResolver = new PaymentResolver({ store, node, clock, random, reportBug, apply })

  const inbox = new Inbox({ store, view, indexer, clock, changes })
  const settled = (message: SessionEvents['messageSettled']) => {
    emit('messageSettled', message)
    balance.refresh()
  }
  const outbox = new Outbox({
    ...{ store, node, limits, view, progress, receive, clock, changes, settled, reportBug }
  })
  const activity = new Activity({ store, changes })
  const arrived = (messages: SessionEvents['messagesArrived']) => {
    emit('messagesArrived', messages)
  }
  const writer = new MessageWriter({ store, cards, clock, changes, arrived })
  const gaps = new OfflineGaps(store, clock, diskHealth, aliveAt)
  return {
    ...{ receive, pay, inbox, outbox, activity, cards, tracker, watch, held, resolver },
    ...{ writer, gaps, indexer, diskHealth, balance, identity }
  }
}

/** Stops the parts that call the node or write by themselves. */
export function disposeActiveParts(parts: SessionParts, reportBug: ReportBug): void {
  const active = [
    ['invoice-tracker', () => parts.tracker.dispose()],
    ['invoice-watch', () => parts.watch.dispose()],
    ['balance', () => parts.balance.dispose()],
    ['held-watch', () => parts.held.dispose()],
    ['payment-resolver', () => parts.resolver.dispose()],
    ['offline-gaps', () => parts.gaps.stop()],
    ['message-writer', () => parts.writer.dispose()]
  ] as const
  disposeParts(active, reportBug)
}

/** Stops the parts that write outcomes until the connection has ended, then closes the records. */
export function disposeWritingParts(parts: SessionParts, store: Store, reportBug: ReportBug): void {
  const writing = [
    ['pay', () => parts.pay.dispose()],
    ['outbox', () => parts.outbox.dispose()],
    ['message-indexer', () => parts.indexer.dispose()],
    ['disk-health', () => parts.diskHealth.dispose()],
    ['store', () => store.close()]
  ] as const
  disposeParts(writing, reportBug)
}
