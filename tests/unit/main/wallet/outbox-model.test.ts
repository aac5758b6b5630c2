import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SendAnswer } from '../../../../src/main/node-client/api'
import type { MessageId } from '../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import { outgoingMayBecome, type OutgoingState } from '../../../../src/shared/domain/outgoing'
import { msat, msatToSatCeil, sat, type Msat } from '../../../../src/shared/money'
import { settle } from '../../../support/fakes/fake-clock'
import { pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import type { PendingSend } from '../../../support/fakes/scripted-node'

const MIRA = pubkeyOf('Mira')
const DRAFTS = [0, 1, 2].map((draft) => `00000000-0000-4000-8000-00000000000${draft}`)

type Step =
  | { readonly kind: 'send'; readonly draft: number }
  | { readonly kind: 'resend'; readonly draft: number; readonly retryUnknown: boolean }
  | {
      readonly kind: 'answer'
      readonly which: number
      readonly answer: SendAnswer['kind']
      readonly feeMsat: Msat | undefined
    }
  | { readonly kind: 'crash' | 'quit' | 'lose' | 'reconnect' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), draft: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('resend' as const),
      draft: fc.nat(2),
      retryUnknown: fc.boolean()
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which: fc.nat(5),
      answer: fc.constantFrom('sent', 'failed', 'not-sent', 'unknown'),
      feeMsat: fc.constantFrom(undefined, msat(0n), msat(1_050n), msat(50_000n))
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('crash', 'quit', 'lose', 'reconnect') }) }
)

function answerOf(kind: SendAnswer['kind'], feeMsat: Msat | undefined): SendAnswer {
  switch (kind) {
    case 'sent':
      return { kind, id: '', feeMsat }
    case 'failed':
      return { kind, code: 'no-route', text: '' }
    case 'unknown':
      return { kind, code: 'deadline', text: '', said: 'connection' }
    case 'not-sent':
      return { kind }
  }
}

/** A message of one part and its largest fee, in msat. */
const MOST = 11_000n
const CAN_SEND = { ...NO_CAPABILITIES, sendMessage: true, extension: true, limitsMessageFees: true }

function statesOf({ session }: OpenWallet): (OutgoingState | undefined)[] {
  const thread = session.inbox.thread({ pubkey: MIRA, limit: 50, at: undefined })
  if (thread instanceof Promise || !thread.ok) throw new Error('no thread')
  const { messages } = thread.value
  return DRAFTS.map((draft) => messages.find(({ text }) => text === draft)?.outgoing?.state)
}

it('The outbox sends once per click and never automatically, in any order of clicks, responses and crashes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      let wallet = openWallet()
      wallet.node.becomeReady(CAN_SEND)
      let pending: PendingSend[] = []
      let before = statesOf(wallet)
      // The msat that may have been spent on each draft, by the answers of the node.
      const mayHaveCost = DRAFTS.map(() => 0n)

      for (const one of steps) {
        const asked = wallet.node.sends.length
        let clicked: number | undefined
        switch (one.kind) {
          case 'send': {
            clicked = one.draft
            const draftId = DRAFTS[one.draft] ?? ''
            const args = { draftId, pubkey: MIRA, text: draftId, maxCostSat: sat(1n), confirmed: false }
            void wallet.session.outbox.send({ ...args, replyToId: undefined })
            break
          }
          case 'resend': {
            clicked = one.draft
            const id = `out:${DRAFTS[one.draft]}` as MessageId
            void wallet.session.outbox.resend({ id, confirmed: false, retryUnknown: one.retryUnknown })
            break
          }
          case 'answer': {
            const [send] = pending.splice(one.which % Math.max(1, pending.length), 1)
            send?.answer(answerOf(one.answer, one.feeMsat))
            const draft = DRAFTS.indexOf(Buffer.from(send?.request.data ?? []).toString())
            const costs = {
              sent: 1_000n + (one.feeMsat ?? 10_000n),
              unknown: MOST,
              failed: 0n,
              'not-sent': 0n
            }
            if (draft >= 0) mayHaveCost[draft] = (mayHaveCost[draft] ?? 0n) - MOST + costs[one.answer]
            break
          }
          case 'crash':
          case 'quit':
            if (one.kind === 'quit') await wallet.session.close()
            // A crash abandons the old session, so later answers of its node reach nothing.
            pending = []
            wallet = openWallet({ dbFile: wallet.dbFile, clock: wallet.clock })
            wallet.node.becomeReady(CAN_SEND)
            break
          case 'lose':
            wallet.node.lose()
            break
          case 'reconnect':
            wallet.node.becomeReady(CAN_SEND)
        }
        await settle()
        const sent = one.kind === 'crash' || one.kind === 'quit' ? [] : wallet.node.sends.slice(asked)
        pending = [...pending, ...sent]
        expect(sent.length).toBeLessThanOrEqual(clicked === undefined ? 0 : 1)
        for (const { request } of sent) {
          const draft = DRAFTS.indexOf(Buffer.from(request.data).toString())
          expect(draft).toBe(clicked)
          mayHaveCost[draft] = (mayHaveCost[draft] ?? 0n) + MOST
          const was = before[draft]
          const retried =
            one.kind === 'resend' && (was === 'failed' || (was === 'unknown' && one.retryUnknown))
          expect(was === undefined ? one.kind === 'send' : retried).toBe(true)
        }
        const after = statesOf(wallet)
        for (const [index, state] of after.entries()) {
          const was = before[index]
          if (was === state) continue
          const legal =
            was === undefined ? state === 'sending' : state !== undefined && outgoingMayBecome(was, state)
          expect(legal, `${was} to ${state}`).toBe(true)
        }
        expect(pending.length).toBe(after.filter((state) => state === 'sending').length)
        const counted = mayHaveCost.reduce((sum, cost) => sum + msatToSatCeil(msat(cost)), 0n)
        expect(wallet.session.state.oneClickSpentSat).toBe(counted)
        before = after
      }
      await wallet.session.close()
    }),
    { numRuns: 60 }
  )
})
