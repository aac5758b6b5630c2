import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { MIRA, sampleCard, samplePayment, sampleState } from '../../../../support/fixtures/samples'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { PaymentFailureCode } from '../../../../../src/shared/domain/payment'
import { ok } from '../../../../../src/shared/result'
import { click, showApp } from '../../show-app'

const SENDS: Partial<AppState> = { capabilities: { ...NO_CAPABILITIES, sendMessage: true } }

async function refused(
  failure: PaymentFailureCode,
  { pubkey = MIRA, state = SENDS }: { pubkey?: Pubkey; state?: Partial<AppState> } = {}
): Promise<FakeImp> {
  const card = sampleCard({
    expiresAt: Date.now() + 3_600_000,
    payment: samplePayment({ state: 'failed', failure }),
    sender: { pubkey, name: 'Mira' }
  })
  const inbox = fakeInbox({ messages: [sampleMessage()], petnames: new Map([[MIRA, 'Mira']]) })
  const fake = fakeImp(sampleState(state), {
    ...inbox.answers,
    pay: { inspect: () => ok({ kind: 'cards', cards: [card] }) }
  })
  await showApp(fake, { screen: 'pay', text: card.invoice })
  await screen.findByText('Not paid')
  return fake
}

describe('a payment that the payee refused', () => {
  it('offers to write to the sender instead of a retry, and puts the focus into the field', async () => {
    await refused('rejected-by-payee')
    expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull()
    expect(screen.getByRole('button', { name: 'Copy invoice' })).toBeTruthy()
    await click('Write to Mira')
    const field = await screen.findByLabelText('Message to Mira')
    await waitFor(() => expect(document.activeElement).toBe(field))
  })

  it('does not offer to write if the node sends no messages', async () => {
    await refused('rejected-by-payee', { state: {} })
    expect(screen.queryByRole('button', { name: /^Write to/u })).toBeNull()
  })

  it('does not offer to write to a sender without a key', async () => {
    await refused('rejected-by-payee', { pubkey: '' as Pubkey })
    expect(screen.queryByRole('button', { name: /^Write to/u })).toBeNull()
  })
})

describe('a payment that failed on the way', () => {
  it('offers a retry and no letter', async () => {
    await refused('no-route')
    expect(screen.getByRole('button', { name: 'Retry: pay 2,500 sats' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Write to/u })).toBeNull()
  })
})
