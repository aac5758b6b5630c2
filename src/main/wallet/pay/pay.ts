import { unreachable } from '../../../shared/brand'
import { decodeInvoice, type DecodedInvoice } from '../../../shared/bolt11'
import type { MessageId } from '../../../shared/domain/ids'
import { mayBecome, type Payment } from '../../../shared/domain/payment'
import type { PayRefusal } from '../../../shared/domain/pay-card'
import { fail, ok } from '../../../shared/result'
import { background, type ReportBug } from '../../background'
import type { PaymentDraft, PaymentOutcome } from '../../store/payment-row'
import type { Store } from '../../store/store'
import type { PayCalls } from '../api'
import type { Changes } from '../changes'
import type { Clock } from '../../clock'
import type { WalletNode } from '../node'
import { outcomeOf, shortened, succeededWith } from './payment-outcome'
import { expiryOf } from '../invoice-expiry'
import type { PayCards } from './pay-cards'
import type { PayOrders } from './pay-orders'
import { PaymentFees } from './payment-fees'
import { findingOf, lookUpPayments, type PaymentReport } from './payment-lookup'
import { WriteRetry } from '../write-retry'
import { answerOfThrown } from '../thrown-call'

export interface PayDeps {
  readonly store: Store
  readonly node: WalletNode
  readonly cards: PayCards
  readonly orders: PayOrders
  readonly clock: Clock
  readonly changes: Changes
  /** The request of a payment leaves. */
  readonly began: (payment: Payment) => void
  /** A payment is no longer `sending`, or an unknown one was resolved. */
  readonly ended: (payment: Payment) => void
  readonly reportBug: ReportBug
}

type SendArgs = Parameters<PayCalls['send']>[0]

/** Pays invoices. The journal is written before the request leaves; nothing is ever sent again automatically. */
export class Pay implements PayCalls {
  readonly #deps: PayDeps
  readonly #fees: PaymentFees
  readonly #writeAgain: WriteRetry
  #disposed = false

  constructor(deps: PayDeps) {
    this.#deps = deps
    this.#fees = new PaymentFees(deps)
    this.#writeAgain = new WriteRetry(deps.clock)
  }

  /** At start: payments that an earlier run left `sending` become `unknown`. */
  recover(): void {
    const { store, clock } = this.#deps
    const left = store.openPayments.sending().flatMap((paymentHash) => store.payments.get(paymentHash) ?? [])
    const outcome = {
      state: 'unknown',
      code: 'wallet-stopped',
      nodeText: undefined,
      said: undefined
    } as const
    const written = store.write(() => {
      for (const { paymentHash } of left) store.payments.settle(paymentHash, outcome, clock.now())
    })
    if (!written.ok) for (const payment of left) this.#settleLater(payment, outcome)
  }

  inspect: PayCalls['inspect'] = ({ text, messageId, ...chosen }) =>
    ok(this.#deps.cards.inspect(text, this.#senderOf(messageId), chosen))

  /** Returns undefined if the node gives no estimate. The page then shows none; the fee limit applies in any case. */
  estimateFee: PayCalls['estimateFee'] = async (args) => ok(await this.#fees.of(args))

  lastEstimate: PayCalls['lastEstimate'] = (args) => this.#fees.soon(args)

  get: PayCalls['get'] = ({ paymentHash }) => {
    const payment = this.#deps.store.payments.get(paymentHash)
    if (payment === undefined) return fail('not-found')
    const decoded = decodeInvoice(payment.invoice)
    if (!decoded.ok) return fail('not-found')
    return ok(this.#deps.cards.card(decoded.value, this.#senderOf(payment.messageId)))
  }

  /**
   * Synchronous through the commit, so that concurrent clicks serialise and only the first creates a row. Returns when
   * the row is on disk and the request is under way.
   */
  send: PayCalls['send'] = (args) => {
    const { store, node, clock, changes } = this.#deps
    const decoded = decodeInvoice(args.invoice)
    if (!decoded.ok) return fail('not-an-invoice', decoded.error.code)
    const written = store.writeUnlessRefused(() => {
      const refusal = this.#refusal(decoded.value, args)
      if (refusal !== undefined) return fail(refusal)
      return ok(store.payments.begin(this.#draftOf(decoded.value, args), clock.now()))
    })
    if (!written.ok) return written
    const payment = written.value
    changes.payment(payment)
    this.#deps.began(payment)
    const namesAmount = decoded.value.amountMsat !== undefined
    background(this.#request(node, payment, namesAmount), (error) => {
      this.#deps.reportBug('pay', error)
    })
    return ok(payment)
  }

  /** Asks the node about an unknown outcome without sending anything. Without an answer it stays unknown. */
  checkAgain: PayCalls['checkAgain'] = async ({ paymentHash }) => {
    const { store, node, clock } = this.#deps
    const asked = store.payments.get(paymentHash)
    if (asked === undefined) return fail('not-found')
    if (asked.state !== 'unknown') return ok({ payment: asked, finding: findingOf(asked.state) })
    const reports = await lookUpPayments({ node, store, now: clock.now() }, [asked])
    if (this.#disposed) return fail('not-connected')
    if (!reports.ok) return reports
    const report = reports.value.get(paymentHash)
    if (report === undefined) return fail('node-cannot-tell')
    this.apply(asked, report)
    const payment = store.payments.get(paymentHash) ?? asked
    return ok({ payment, finding: payment.state === 'unknown' ? report.kind : findingOf(payment.state) })
  }

  /**
   * Stores what the node reports about a payment. `asked` is the payment as it was when the node was asked: a retry
   * that began since then is another attempt, and `failed` proves nothing about it.
   */
  apply(asked: Payment, report: PaymentReport): void {
    const { store, clock, changes } = this.#deps
    const { paymentHash } = asked
    const noted = store.write(() => {
      store.openPayments.noteChecked(paymentHash, clock.now())
      if (report.kind === 'in-flight') store.payments.noteInFlight(paymentHash, report.latestReturn)
      return store.payments.get(paymentHash)
    })
    const now = noted.ok ? noted.value : undefined
    if (now !== undefined) changes.payment(now)
    switch (report.kind) {
      case 'settled':
        this.#settled(asked, report)
        return
      case 'failed':
        if (store.payments.get(paymentHash)?.state !== 'unknown') return
        this.#settle(asked, { state: 'failed', code: report.code, nodeText: shortened(report.text) })
        return
      case 'in-flight':
      case 'not-known':
      case 'no-trace':
      case 'not-listed':
      case 'beyond-list':
        return
      default:
        unreachable(report)
    }
  }

  /** Later answers are dropped. Their rows become `unknown` at the next start. */
  dispose(): void {
    this.#disposed = true
    this.#writeAgain.dispose()
  }

  #refusal(decoded: DecodedInvoice, args: SendArgs): PayRefusal | undefined {
    const { node, orders } = this.#deps
    const isEntered = args.entered === true
    const enteredMsat = isEntered ? args.expectedAmountMsat : undefined
    const sender = this.#senderOf(args.messageId)
    const { retryUnknown, largestFeeMsat } = args
    const verdict = orders.verdict(decoded, sender, { retryUnknown, enteredMsat, largestFeeMsat })
    if (verdict.kind === 'refused') return verdict.code
    const isOpen = decoded.amountMsat === undefined
    if (isEntered !== isOpen) return isOpen ? 'no-amount' : 'amount-changed'
    if (orders.amountOf(decoded, enteredMsat) !== args.expectedAmountMsat) return 'amount-changed'
    if (largestFeeMsat !== undefined && !orders.limitsFees) return 'no-fee-limit'
    const asks = verdict.kind === 'confirm' || args.asksFirst === true
    if (asks && !args.confirmed) return 'needs-confirmation'
    return node.ready ? undefined : 'not-connected'
  }

  async #request(node: WalletNode, payment: Payment, namesAmount: boolean): Promise<void> {
    const { paymentHash, invoice, feeLimitMsat } = payment
    const amountMsat = namesAmount ? undefined : payment.amountMsat
    const answer = await node.calls.payInvoice({ invoice, amountMsat, feeLimitMsat }).catch(answerOfThrown)
    if (this.#disposed) return
    const earlier = this.#deps.store.payments.earlierUnknown(paymentHash)
    this.#settle(payment, outcomeOf(answer, paymentHash, earlier))
  }

  /** `payment` is as it was at the attempt. Only a success settles later attempts, too. */
  #settle(payment: Payment, outcome: PaymentOutcome): void {
    const { store, clock, changes, ended } = this.#deps
    const { paymentHash, attempts } = payment
    const written = store.write(() => {
      const known = store.payments.get(paymentHash)
      if (known === undefined || !mayBecome(known.state, outcome.state)) return undefined
      if (outcome.state !== 'succeeded' && known.attempts !== attempts) return undefined
      return store.payments.settle(paymentHash, outcome, clock.now())
    })
    if (!written.ok) {
      this.#settleLater(payment, outcome)
      return
    }
    if (written.value === undefined) return
    changes.payment(written.value)
    ended(written.value)
  }

  #settled(asked: Payment, { preimage, feeMsat, paidAt }: Extract<PaymentReport, { kind: 'settled' }>): void {
    const { store, clock, changes } = this.#deps
    const { paymentHash } = asked
    const outcome = { ...succeededWith(preimage, paymentHash, feeMsat), paidAt }
    if (store.payments.get(paymentHash)?.state !== 'succeeded') {
      this.#settle(asked, outcome)
      return
    }
    const { preimage: given, proof } = outcome
    if (given === undefined) return
    const written = store.write(() =>
      store.payments.addProof(paymentHash, { preimage: given, proof, feeMsat, paidAt }, clock.now())
    )
    if (written.ok && written.value !== undefined) changes.payment(written.value)
  }

  #settleLater(payment: Payment, outcome: PaymentOutcome): void {
    this.#writeAgain.later(() => {
      this.#settle(payment, outcome)
    })
  }

  #draftOf(decoded: DecodedInvoice, args: SendArgs): PaymentDraft {
    const { invoice, paymentHash, description, payee, network } = decoded
    return {
      invoice,
      paymentHash,
      description,
      payee,
      network,
      // `#refusal` has compared it with the amount of the invoice or of an earlier attempt.
      amountMsat: args.expectedAmountMsat,
      expiresAt: expiryOf(decoded),
      messageId: args.messageId,
      oneClick: !args.confirmed,
      feeLimitMsat: this.#deps.orders.largestFee(args.expectedAmountMsat, args.largestFeeMsat)
    }
  }

  #senderOf(messageId: MessageId | undefined) {
    if (messageId === undefined) return undefined
    const message = this.#deps.store.messages.get(messageId)
    return message?.direction === 'in' ? message.from : undefined
  }
}
