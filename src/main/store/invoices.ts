import { NETWORKS } from '../../shared/domain/network'
import type { Millis, PaymentHash } from '../../shared/domain/ids'
import { invoiceMayBecome, type Invoice, type InvoiceState } from '../../shared/domain/invoice'
import { msat } from '../../shared/money'
import type { ActivityRepository } from './activity'
import type { Database } from './database'
import type { Row } from './row'

const STATES = ['open', 'paid', 'expired'] as const
const SELECT = `SELECT i.*, coalesce(n.note, '') AS note FROM invoices i
  LEFT JOIN notes n ON n.key = 'i:' || i.payment_hash`

const invoiceKey = (paymentHash: PaymentHash): string => `i:${paymentHash}`

/** The invoices that our node issued. */
export class InvoicesRepository {
  private readonly select
  private readonly insert
  private readonly update
  private readonly selectByState
  private readonly selectExpiredSince
  private readonly selectCursor
  private readonly upsertCursor

  constructor(
    database: Database,
    private readonly activity: ActivityRepository
  ) {
    this.select = database.prepare(`${SELECT} WHERE i.payment_hash = ?`)
    this.insert = database.prepare(
      `INSERT INTO invoices (payment_hash, invoice, amount_msat, memo, network, created_at, expires_at, state, paid_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )
    this.update = database.prepare('UPDATE invoices SET state = ?, paid_at = ? WHERE payment_hash = ?')
    this.selectByState = database.prepare(`${SELECT} WHERE i.state = ? ORDER BY i.created_at DESC LIMIT ?`)
    this.selectExpiredSince = database.prepare(
      `${SELECT} WHERE i.state = 'expired' AND i.expires_at >= ? ORDER BY i.created_at DESC`
    )
    this.selectCursor = database.prepare(`SELECT value FROM counters WHERE name = 'settle_index'`)
    this.upsertCursor = database.prepare(
      `INSERT INTO counters (name, value) VALUES ('settle_index', ?)
       ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`
    )
  }

  get(paymentHash: PaymentHash): Invoice | undefined {
    const row = this.select.one(paymentHash)
    return row === undefined ? undefined : invoiceOf(row)
  }

  add(invoice: Invoice): void {
    this.insert.run(
      invoice.paymentHash,
      invoice.invoice,
      invoice.amountMsat,
      invoice.memo,
      invoice.network,
      invoice.createdAt,
      invoice.expiresAt,
      invoice.state,
      invoice.paidAt ?? null
    )
    this.activity.add({
      key: invoiceKey(invoice.paymentHash),
      kind: 'invoice',
      at: invoice.createdAt,
      amountMsat: invoice.amountMsat,
      title: invoice.memo,
      counterparty: undefined,
      state: invoice.state,
      expiresAt: invoice.expiresAt,
      alarm: false
    })
  }

  /** Moves an invoice to `state` if that transition is allowed, and returns the invoice as it is afterwards. */
  moveTo(paymentHash: PaymentHash, state: InvoiceState, now: Millis): Invoice | undefined {
    const invoice = this.get(paymentHash)
    if (invoice === undefined || !invoiceMayBecome(invoice.state, state)) return invoice
    const paidAt = state === 'paid' ? now : undefined
    this.update.run(state, paidAt ?? null, paymentHash)
    this.activity.setState(invoiceKey(paymentHash), state, false)
    return { ...invoice, state, paidAt }
  }

  /** Open invoices, latest first. */
  open(): Invoice[] {
    return this.selectByState.all('open', -1).map(invoiceOf)
  }

  /** Invoices that expired unpaid at `since` or later, latest first. */
  expiredSince(since: Millis): Invoice[] {
    return this.selectExpiredSince.all(since).map(invoiceOf)
  }

  /** All open invoices first, then the latest of the others. */
  recent(limit: number): Invoice[] {
    const latest = (state: InvoiceState) => this.selectByState.all(state, limit).map(invoiceOf)
    const others = [...latest('paid'), ...latest('expired')].sort((a, b) => b.createdAt - a.createdAt)
    return [...latest('open'), ...others].slice(0, limit)
  }

  /** The settle index of the last paid invoice that the node reported; undefined before the first. */
  settleCursor(): bigint | undefined {
    return this.selectCursor.one()?.big('value')
  }

  advanceSettleCursor(settleIndex: bigint): void {
    this.upsertCursor.run(settleIndex)
  }
}

function invoiceOf(row: Row): Invoice {
  return {
    paymentHash: row.text('payment_hash') as PaymentHash,
    invoice: row.text('invoice'),
    amountMsat: msat(row.big('amount_msat')),
    memo: row.text('memo'),
    network: row.oneOf('network', NETWORKS),
    createdAt: row.int('created_at'),
    expiresAt: row.int('expires_at'),
    state: row.oneOf('state', STATES),
    paidAt: row.optionalInt('paid_at'),
    note: row.text('note')
  }
}
