import type {
  ActivityDay,
  ActivityDetails,
  ActivityFilter,
  ActivityRow,
  ActivityTotals,
  ExportFormat,
  MessagePlace
} from '../../../shared/domain/activity'
import type { MessageId, Millis, PaymentHash } from '../../../shared/domain/ids'
import { msat, sat, satToMsat, type Msat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'
import { bareName, isClaimed } from '../../../shared/domain/sender'
import { visibleLine } from '../../../shared/visible-text'
import type { ActivityListRow, BucketSums } from '../../store/activity-list'
import type { Store } from '../../store/store'
import type { ActivityCalls } from '../api'
import { exportActivity, type ExportOrder, type ExportPiece } from '../export/activity-export'
import type { Changes } from '../changes'
import { exportEverything, type FilePiece } from '../export/everything-export'
import { credibleAmount } from '../inbox/incoming'
import { localDay } from '../export/local-day'
import { proofOfPayment, type ProofFile } from '../export/proof-of-payment'

export interface ActivityDeps {
  readonly store: Store
  readonly changes: Changes
}

/** The activity list: payments, invoices and messages that brought money. */
export class Activity implements ActivityCalls {
  readonly #deps: ActivityDeps

  constructor(deps: ActivityDeps) {
    this.#deps = deps
  }

  page: ActivityCalls['page'] = ({ filter, query, limit, cursor }) => {
    const found = this.#deps.store.activityList.page(filter, query, limit + 1, cursor)
    const rows = found.slice(0, limit).map(rowOf)
    const last = rows.at(-1)
    const next = found.length > limit && last !== undefined ? { at: last.at, key: last.key } : undefined
    return ok({ rows, days: this.#daysOf(rows, filter, query), next })
  }

  anchors: ActivityCalls['anchors'] = ({ filter, query, every }) => {
    const { activityList } = this.#deps.store
    return ok({
      count: totalsOf(filter, activityList.sums(query)).count,
      cursors: activityList.anchors(filter, query, every)
    })
  }

  totals: ActivityCalls['totals'] = ({ filter, query }) =>
    ok(totalsOf(filter, this.#deps.store.activityList.sums(query)))

  details = ({ key }: { readonly key: string }): Result<ActivityDetails, 'not-found'> => {
    const { store } = this.#deps
    const { kind, id } = entryOf(key)
    switch (kind) {
      case 'payment': {
        const payment = store.payments.get(id as PaymentHash)
        if (payment === undefined) return fail('not-found')
        const payeeName = store.senders.nameOf(payment.payee)
        return ok({ kind, payment, payeeName, message: this.#placeOf(payment.messageId) })
      }
      case 'invoice': {
        const invoice = store.invoices.get(id as PaymentHash)
        return invoice === undefined ? fail('not-found') : ok({ kind, invoice })
      }
      case 'message': {
        const message = store.messages.get(id as MessageId)
        const place = this.#placeOf(message?.id)
        if (message === undefined || place === undefined) return fail('not-found')
        const amountMsat = satToMsat(sat(credibleAmount(message.amountSat)))
        const note = store.notes.get(key)
        return ok({ kind, id: message.id, message: place, amountMsat, at: message.receivedAt, note })
      }
      case undefined:
        return fail('not-found')
    }
  }

  setNote: ActivityCalls['setNote'] = ({ key, note }) => {
    const { store, changes } = this.#deps
    const written = store.write(() => store.activity.setNote(key, note))
    if (!written.ok) return written
    if (!written.value) return fail('not-found')
    const changed = this.details({ key })
    if (changed.ok) {
      if (changed.value.kind === 'payment') changes.payment(changed.value.payment)
      if (changed.value.kind === 'invoice') changes.invoice(changed.value.invoice)
      if (changed.value.kind === 'message') changes.conversations([changed.value.message.from])
    }
    return ok(undefined)
  }

  proof(paymentHash: PaymentHash): Result<ProofFile, 'not-found' | 'no-proof'> {
    const { store } = this.#deps
    const payment = store.payments.get(paymentHash)
    return payment === undefined
      ? fail('not-found')
      : proofOfPayment(payment, store.senders.nameOf(payment.payee))
  }

  export(order: ExportOrder): AsyncGenerator<ExportPiece> {
    return exportActivity(this.#deps.store, (key) => this.details({ key }), order)
  }

  exportAll(format: ExportFormat): AsyncGenerator<FilePiece> {
    return exportEverything(this.#deps.store, (key) => this.details({ key }), format)
  }

  #placeOf(messageId: MessageId | undefined): MessagePlace | undefined {
    const { store } = this.#deps
    const message = messageId === undefined ? undefined : store.messages.get(messageId)
    if (message === undefined) return undefined
    return { from: message.from, name: store.senders.nameOf(message.from) ?? '', seq: message.seq }
  }

  #daysOf(rows: readonly ActivityRow[], filter: ActivityFilter, query: string): ActivityDay[] {
    const days = new Map<Millis, ActivityDay>()
    for (const { at } of rows) {
      const { startsAt, endsAt } = localDay(at)
      if (days.has(startsAt)) continue
      const moved = totalsOf(filter, this.#deps.store.activityList.movedBetween(query, startsAt, endsAt))
      days.set(startsAt, { startsAt, sumMsat: msat(moved.receivedMsat - moved.sentMsat) })
    }
    return [...days.values()]
  }
}

function rowOf({ counterparty, title, ...row }: ActivityListRow): ActivityRow {
  return {
    ...row,
    title: visibleLine(title),
    counterparty: counterparty && bareName(counterparty.pubkey, counterparty.petname),
    unverified: counterparty !== undefined && isClaimed(counterparty.pubkey)
  }
}

/** `p:<hash>`, `i:<hash>`, `m:<id>`. */
function entryOf(key: string): { kind: 'payment' | 'invoice' | 'message' | undefined; id: string } {
  const kinds = { 'p:': 'payment', 'i:': 'invoice', 'm:': 'message' } as const
  const prefix = key.slice(0, 2)
  const kind = prefix === 'p:' || prefix === 'i:' || prefix === 'm:' ? kinds[prefix] : undefined
  return { kind, id: key.slice(2) }
}

function totalsOf(filter: ActivityFilter, sums: BucketSums): ActivityTotals {
  const shown = (bucket: 'sent' | 'received'): Msat =>
    msat(filter === 'all' || filter === bucket ? sums[bucket].amountMsat : 0n)
  const counts = {
    all: Object.values(sums).reduce((total, { count }) => total + count, 0),
    sent: sums.sent.count,
    received: sums.received.count,
    waiting: sums.waiting.count,
    unknown: sums.unknown.count,
    failed: sums.failed.count
  }
  return { count: counts[filter], sentMsat: shown('sent'), receivedMsat: shown('received'), counts }
}
