import { cleanup, screen, waitFor, within } from '@testing-library/svelte'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../../src/shared/domain/message'
import { msat, sat } from '../../../../../src/shared/money'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { hashOf, sampleCard, sampleState } from '../../../../support/fixtures/samples'
import { click, showApp } from '../../show-app'

const inboxOf = (messages: readonly Message[]) => fakeImp(sampleState(), fakeInbox({ messages }).answers)
const soon = Date.now() + 3_600_000

/** Different invoices of few payment hashes, with values that a peer chooses. */
const someCard = fc
  .record({
    invoice: fc.stringMatching(/^lnbc[a-z0-9]{1,8}$/u),
    hash: fc.constantFrom('a', 'b'),
    amount: fc.bigInt({ min: 0n, max: 2n ** 70n }),
    description: fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined }),
    expiresAt: fc.constantFrom(0, soon, 8_640_000_000_000_000)
  })
  .map(({ invoice, hash, amount, description, expiresAt }) =>
    sampleCard({ invoice, paymentHash: hashOf(hash), amountMsat: msat(amount), description, expiresAt })
  )
const cardsOfOneText = fc.uniqueArray(someCard, { selector: ({ invoice }) => invoice, maxLength: 3 })

describe('a thread', () => {
  it('shows every message, whatever invoices it contains', async () => {
    const someMessages = fc.array(
      fc.record({ text: fc.string({ unit: 'binary', minLength: 1 }), cards: cardsOfOneText }),
      { minLength: 1, maxLength: 4 }
    )
    await fc.assert(
      fc.asyncProperty(someMessages, async (contents) => {
        const messages = contents.map(({ text, cards }, at) =>
          sampleMessage({ seq: at + 1, kind: 'invoice', text, invoices: cards, amountSat: sat(0n) })
        )
        // A run that failed does not close its window.
        cleanup()
        await showApp(inboxOf(messages))
        const thread = await screen.findByRole('log')
        await waitFor(() => {
          expect(thread.querySelectorAll('article.msg')).toHaveLength(contents.length)
        })
        const cards = contents.reduce((sum, { cards: { length } }) => sum + length, 0)
        expect(thread.querySelectorAll('[data-pay-card]')).toHaveLength(cards)
      }),
      { numRuns: 5 }
    )
  })

  it('keeps its other messages if one cannot be rendered, and offers its data', async () => {
    const fake = inboxOf([
      sampleMessage({ seq: 1 }),
      sampleMessage({ seq: 2, receivedAt: 1e300 }),
      sampleMessage({ seq: 3 })
    ])
    await showApp(fake)
    const thread = await screen.findByRole('log')
    await within(thread).findByText(/This message cannot be shown/u)
    expect(within(thread).getByText('Message 1')).toBeTruthy()
    expect(within(thread).getByText('Message 3')).toBeTruthy()
    await click('Save data')
    expect(fake.calls).toContainEqual({ name: 'inbox.saveData', args: { id: 'message-2' } })
  })
})
