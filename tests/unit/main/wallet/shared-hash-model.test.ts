import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PayAnswer } from '../../../../src/main/node-client/api'
import type { Payment } from '../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../src/shared/money'
import { settle } from '../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import type { PendingPay } from '../../../support/fakes/scripted-node'

/** Two payment hashes with three invoices each: of one satoshi, of some, and of many. */
const INVOICES = ['a', 'b'].flatMap((salt) =>
  [1n, 70n, 900n].map((amountSat) => ({
    ...makeInvoice({ salt, amountMsat: amountSat * 1000n, description: `${salt} for ${amountSat}` }),
    amountSat
  }))
)
const amountOf = (text: string): bigint => INVOICES.find((made) => made.text === text)?.amountSat ?? 0n
const hashOf = (text: string): string => INVOICES.find((made) => made.text === text)?.paymentHash ?? ''
const preimageOf = (text: string): string => INVOICES.find((made) => made.text === text)?.preimage ?? ''

type Step =
  | { readonly kind: 'click'; readonly invoice: number; readonly retry: boolean; readonly confirmed: boolean }
  | { readonly kind: 'answer'; readonly which: number; readonly answer: 'paid' | 'failed' | 'unknown' }
  | { readonly kind: 'crash' | 'quit' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('click' as const),
      invoice: fc.nat(INVOICES.length - 1),
      retry: fc.boolean(),
      confirmed: fc.boolean()
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which: fc.nat(3),
      answer: fc.constantFrom('paid' as const, 'failed' as const, 'unknown' as const)
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('crash' as const, 'quit' as const) }) }
)

function answerOf(kind: 'paid' | 'failed' | 'unknown', invoice: string): PayAnswer {
  switch (kind) {
    case 'paid':
      return { kind, preimage: preimageOf(invoice) }
    case 'failed':
      return { kind, code: 'no-route', text: 'Failed payment' }
    case 'unknown':
      return { kind, code: 'connection-broke', text: '', said: 'connection' }
  }
}

function journalOf({ session }: OpenWallet): Payment[] {
  return [...new Set(INVOICES.map(({ paymentHash }) => paymentHash))].flatMap((paymentHash) => {
    const details = session.activity.details({ key: `p:${paymentHash}` })
    if (details instanceof Promise || !details.ok || details.value.kind !== 'payment') return []
    return [details.value.payment]
  })
}

it('Journal and limits count what nodes were asked to pay, whatever invoices share a payment hash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      let wallet = openWallet()
      wallet.node.becomeReady()
      let pending: PendingPay[] = []
      /** Per payment hash: every invoice that any node was asked to pay. */
      const asked = new Map<string, Set<string>>()
      const seen = () => {
        for (const pay of wallet.node.pays) {
          const hash = hashOf(pay.invoice)
          asked.set(hash, (asked.get(hash) ?? new Set()).add(pay.invoice))
        }
      }

      for (const [index, one] of steps.entries()) {
        switch (one.kind) {
          case 'click': {
            const invoice = INVOICES[one.invoice]
            if (invoice === undefined) break
            const before = wallet.node.pays.length
            void wallet.session.pay.send({
              invoice: one.retry ? invoice.text.toUpperCase() : invoice.text,
              expectedAmountMsat: msat(invoice.amountSat * 1000n),
              confirmed: one.confirmed,
              retryUnknown: one.retry,
              messageId: undefined
            })
            pending.push(...wallet.node.pays.slice(before))
            break
          }
          case 'answer': {
            const [pay] = pending.splice(one.which % Math.max(1, pending.length), 1)
            pay?.answer(answerOf(one.answer, pay.invoice))
            break
          }
          case 'crash':
          case 'quit':
            if (one.kind === 'quit') await wallet.session.close()
            pending = []
            wallet = openWallet({ dbFile: wallet.dbFile, clock: wallet.clock })
            wallet.node.becomeReady()
        }
        seen()
        await settle()

        const journal = journalOf(wallet)
        const sumAsked = [...asked.values()].flatMap((texts) => [...texts].map(amountOf))
        const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
        expect(total(journal.map(({ amountMsat }) => amountMsat / 1000n))).toBe(total(sumAsked))
        for (const { paymentHash, invoice, amountMsat } of journal) {
          expect([...(asked.get(paymentHash) ?? [])]).toEqual([invoice])
          expect(amountMsat).toBe(amountOf(invoice) * 1000n)
        }
        // Without confirmed payments, the limit counts exactly the money that may have left.
        if (steps.every((other) => other.kind !== 'click' || !other.confirmed)) {
          const left = journal.filter(({ state }) => state !== 'failed')
          expect(wallet.session.state.oneClickSpentSat).toBe(
            sat(total(left.map(({ amountMsat }) => amountMsat / 1000n)))
          )
        }
        // Inspects one invoice after each step, in turn, because the check of its signature takes most of the time.
        const made = INVOICES[index % INVOICES.length]
        if (made !== undefined) {
          const view = wallet.session.pay.inspect({ text: made.text, messageId: undefined })
          const [card] =
            view instanceof Promise || !view.ok || view.value.kind !== 'cards' ? [] : view.value.cards
          const row = journal.find(({ paymentHash }) => paymentHash === made.paymentHash)
          expect(card?.payment?.invoice).toBe(row?.invoice === made.text ? made.text : undefined)
          if (row !== undefined && row.invoice !== made.text) {
            expect(card?.verdict).toEqual({ kind: 'refused', code: 'other-invoice-same-hash' })
          }
        }
      }
      await wallet.session.close()
    }),
    { numRuns: 40 }
  )
})
