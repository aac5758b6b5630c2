import { decodeInvoice, type DecodedInvoice } from '../../../shared/bolt11'
import type { Millis } from '../../../shared/domain/ids'
import { MEMO_MAX_BYTES, type Invoice } from '../../../shared/domain/invoice'
import { satToMsat, type Sat } from '../../../shared/money'
import { fail, ok, type Failure, type Result } from '../../../shared/result'
import type { NodeFailureCode } from '../../node-client/api'
import type { Store } from '../../store/store'
import type { ReceiveCalls } from '../api'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import type { InvoiceTracker } from './invoice-tracker'
import type { WalletNode } from '../node'
import { expiryOf } from '../invoice-expiry'

export interface ReceiveDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly tracker: InvoiceTracker
  readonly clock: Clock
  readonly changes: Changes
  /** The node's identity became known. */
  readonly identified: () => void
  /** The node that answered is not the one this database belongs to. */
  readonly wrongNode: () => void
}

type CreateError = Extract<Awaited<ReturnType<ReceiveCalls['create']>>, { ok: false }>['error']['code']

/** Creates invoices. An invoice is shown only after it was checked against the request and stored. */
export class Receive implements ReceiveCalls {
  readonly #deps: ReceiveDeps

  constructor(deps: ReceiveDeps) {
    this.#deps = deps
  }

  create: ReceiveCalls['create'] = async ({ amountSat, memo: typed }) => {
    const { store, node, tracker, clock, changes } = this.#deps
    // The memo as UTF-8 can carry it: half a surrogate pair would come back as another character.
    const memo = Buffer.from(typed, 'utf8').toString('utf8')
    if (amountSat <= 0n) return fail('bad-amount')
    if (Buffer.byteLength(memo, 'utf8') > MEMO_MAX_BYTES) return fail('memo-too-long')
    if (!node.ready) return fail('not-connected')
    const answer = await node.calls.generateInvoice(amountSat, memo)
    if (!answer.ok) return createFailure(answer.error)
    // The wallet may have left this node meanwhile.
    if (!store.isOpen) return fail('not-connected')
    const decoded = checkAnswer(answer.value, amountSat, memo)
    if (!decoded.ok) return decoded
    const known = this.#identify(decoded.value)
    if (!known.ok) return known
    const invoice = invoiceOf(answer.value, decoded.value, { amountSat, memo }, clock.now())
    const written = store.write(() => {
      store.invoices.add(invoice)
    })
    if (!written.ok) return written
    changes.invoice(invoice)
    tracker.watch(invoice)
    return ok(invoice)
  }

  get: ReceiveCalls['get'] = ({ paymentHash }) => {
    const invoice = this.#deps.store.invoices.get(paymentHash)
    return invoice === undefined ? fail('not-found') : ok(invoice)
  }

  recent: ReceiveCalls['recent'] = ({ limit }) => ok(this.#deps.store.invoices.recent(limit))

  check: ReceiveCalls['check'] = async ({ paymentHash }) => {
    const { store, node, tracker } = this.#deps
    const invoice = store.invoices.get(paymentHash)
    if (invoice === undefined) return fail('not-found')
    if (invoice.state === 'paid') return ok(invoice)
    if (!node.ready) return fail('not-connected')
    return tracker.checkNow(invoice)
  }

  /**
   * An invoice carries its node's key and network. They are stored from the first one and compared with each later one.
   */
  #identify({ payee, network, paymentHash }: DecodedInvoice): Result<undefined, CreateError> {
    const { store, clock, identified, wrongNode } = this.#deps
    const node = store.identity.get()
    const isOther = (store.identity.key() ?? payee) !== payee || (node?.network ?? network) !== network
    if (isOther) {
      wrongNode()
      return fail('wrong-node')
    }
    if (store.invoices.get(paymentHash) !== undefined) return fail('invoice-mismatch', 'given before')
    if (node !== undefined) return ok(undefined)
    const learned = store.write(() => {
      store.identity.learn({ pubkey: payee, network }, clock.now())
    })
    if (!learned.ok) return learned
    identified()
    return ok(undefined)
  }
}

/** The node's answer must be an invoice for exactly this amount and memo. */
function checkAnswer(text: string, amountSat: Sat, memo: string): Result<DecodedInvoice, 'invoice-mismatch'> {
  const decoded = decodeInvoice(text)
  if (!decoded.ok) return fail('invoice-mismatch', decoded.error.code)
  const { amountMsat, description, descriptionHash } = decoded.value
  if (amountMsat !== satToMsat(amountSat)) return fail('invoice-mismatch', 'amount')
  if ((description ?? '') !== memo || descriptionHash !== undefined) return fail('invoice-mismatch', 'memo')
  return decoded
}

interface Wanted {
  readonly amountSat: Sat
  readonly memo: string
}

function invoiceOf(text: string, decoded: DecodedInvoice, { amountSat, memo }: Wanted, now: Millis): Invoice {
  return {
    paymentHash: decoded.paymentHash,
    invoice: text,
    amountMsat: satToMsat(amountSat),
    memo,
    network: decoded.network,
    createdAt: now,
    expiresAt: expiryOf(decoded),
    state: 'open',
    paidAt: undefined,
    note: ''
  }
}

function createFailure({ code, detail }: Failure<NodeFailureCode>) {
  switch (code) {
    case 'not-connected':
      return fail('not-connected')
    case 'refused-by-node':
    case 'key-refused':
    case 'unimplemented':
      return fail('node-refused', detail)
    case 'deadline':
    case 'lost':
      return fail('node-silent')
    case 'bad-response':
      return fail('invoice-mismatch', detail)
  }
}
