import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PayAnswer } from '../../../../src/main/node-client/api'
import { blocksAnotherPay, mayBecome, type PaymentState } from '../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../src/shared/money'
import { settle } from '../../../support/fakes/fake-clock'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import type { PendingPay } from '../../../support/fakes/scripted-node'

const INVOICES = [0, 1, 2].map((salt) => makeInvoice({ salt, amountMsat: 1_000n }))

type Step =
  | { readonly kind: 'click'; readonly invoice: number; readonly retry: boolean; readonly confirmed: boolean }
  | { readonly kind: 'answer'; readonly which: number; readonly answer: PayAnswer['kind'] }
  | { readonly kind: 'crash' | 'quit' | 'lose' | 'reconnect' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('click' as const),
      invoice: fc.nat(2),
      retry: fc.boolean(),
      confirmed: fc.boolean()
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which: fc.nat(5),
      answer: fc.constantFrom('paid', 'already-paid', 'in-flight', 'failed', 'not-sent', 'unknown')
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('crash', 'quit', 'lose', 'reconnect') }) }
)

function answerOf(kind: PayAnswer['kind'], invoice: string): PayAnswer {
  switch (kind) {
    case 'paid':
      return { kind, preimage: INVOICES.find(({ text }) => text === invoice)?.preimage ?? '' }
    case 'failed':
      return { kind, code: 'no-route', text: 'Failed payment' }
    case 'unknown':
      return { kind, code: 'connection-broke', text: '', said: 'connection' }
    default:
      return { kind }
  }
}

function statesOf({ session }: OpenWallet): (PaymentState | undefined)[] {
  return INVOICES.map(({ paymentHash }) => {
    const card = session.pay.get({ paymentHash })
    return card instanceof Promise || !card.ok ? undefined : card.value.payment?.state
  })
}

it('The wallet never sends a blocked payment and never makes an illegal transition, in any order of clicks, responses and crashes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      let wallet = openWallet()
      wallet.node.becomeReady()
      let pending: PendingPay[] = []
      let before = statesOf(wallet)

      for (const one of steps) {
        let sentOf: number | undefined
        switch (one.kind) {
          case 'click': {
            const invoice = INVOICES[one.invoice]
            if (invoice === undefined) break
            const asked = wallet.node.pays.length
            const sent = wallet.session.pay.send({
              invoice: invoice.text,
              expectedAmountMsat: msat(1_000n),
              confirmed: one.confirmed,
              retryUnknown: one.retry,
              messageId: undefined
            })
            const went = wallet.node.pays.length - asked
            expect(went).toBe('ok' in sent && sent.ok ? 1 : 0)
            const state = before[one.invoice]
            const retried = state === 'unknown' && one.retry
            if (went === 1) expect(state === undefined || !blocksAnotherPay(state) || retried).toBe(true)
            if (went === 1) sentOf = one.invoice
            pending = [...pending, ...wallet.node.pays.slice(asked)]
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
            // A crash abandons the old session, so later answers of its node reach nothing.
            pending = []
            wallet = openWallet({ dbFile: wallet.dbFile, clock: wallet.clock })
            wallet.node.becomeReady()
            break
          case 'lose':
            wallet.node.lose()
            break
          case 'reconnect':
            wallet.node.becomeReady()
        }
        await settle()
        const after = statesOf(wallet)
        for (const [index, state] of after.entries()) {
          const was = before[index]
          if (was === state) continue
          // In one step a payment is sent or changes its state; a restart turns sending into unknown.
          const legal = was === undefined ? state === 'sending' : state !== undefined && mayBecome(was, state)
          expect(legal, `${was} to ${state}`).toBe(true)
          if (state === 'sending') expect(sentOf).toBe(index)
        }
        expect(pending.length).toBe(after.filter((state) => state === 'sending').length)
        before = after
      }
      expect(wallet.session.state.oneClickSpentSat).toBeLessThanOrEqual(sat(3n))
      await wallet.session.close()
    }),
    { numRuns: 60 }
  )
})
