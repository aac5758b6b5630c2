import { screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  hashOf,
  NOW,
  sampleCard,
  samplePayment,
  sampleState,
  savedNode
} from '../../../../support/fixtures/samples'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import type { OtherAttempt, PayCard } from '../../../../../src/shared/domain/pay-card'
import { msat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import type { AppModel } from '../../../../../src/renderer/lib/app.svelte'
import { argsOf, click, showApp } from '../../show-app'
import { withCard } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

const KITCHEN = savedNode({ id: 'k1', address: 'kitchen:8881' })
const MINUTE = 60_000

const attempt = (patch: Partial<OtherAttempt> = {}): Partial<PayCard> => ({
  verdict: { kind: 'refused', code: 'tried-elsewhere' },
  elsewhere: {
    ...{ node: 'kitchen', nodeId: KITCHEN.id, state: 'unknown', erased: false, sentAt: NOW - MINUTE },
    ...patch
  }
})

async function showing(patch: Partial<PayCard>): Promise<{ fake: FakeImp; app: AppModel }> {
  const fake = fakeImp(sampleState({ nodes: [KITCHEN] }), {
    pay: { inspect: () => ok({ kind: 'cards', cards: [sampleCard(patch)] }) }
  })
  const app = await showApp(fake, { screen: 'pay', text: sampleCard().invoice })
  await screen.findByText(/sent it/u)
  return { fake, app }
}

describe('an invoice that another node of the wallet was asked to pay', () => {
  it('leads to that node, and to the payment there', async () => {
    const { fake, app } = await showing(attempt())
    expect(screen.getByRole('alert').textContent).toMatch(
      /kitchen sent it today at \S+, and its outcome is unknown.*could pay it twice.*Nothing was sent now/u
    )
    expect(screen.queryByRole('button', { name: /^Pay /u })).toBeNull()
    await click('Open it in kitchen')
    expect(argsOf(fake, 'connection.use')).toEqual([{ id: KITCHEN.id }])
    fake.setState({ node: KITCHEN })
    await waitFor(() => {
      expect(app.router.route).toEqual({ screen: 'activity', key: `p:${sampleCard().paymentHash}` })
    })
  })

  it('opens nothing if another node than that one becomes active', async () => {
    const { fake, app } = await showing(attempt())
    await click('Open it in kitchen')
    fake.setState({ node: savedNode({ id: 'k2' }) })
    await waitFor(() => expect(app.router.route).toEqual({ screen: 'pay' }))
    fake.setState({ node: KITCHEN })
    await waitFor(() => expect(app.state?.node?.id).toBe(KITCHEN.id))
    expect(app.router.route).toEqual({ screen: 'pay' })
  })

  it('stays where it is and says so if that node cannot be used', async () => {
    const { fake, app } = await showing(attempt())
    fake.answer({ connection: { use: () => fail('not-found') } })
    await click('Open it in kitchen')
    await screen.findByText(/no longer saved/u)
    expect(app.router.route.screen).toBe('pay')
  })

  it.each([
    ['no longer saved', { nodeId: undefined }, /no longer saved\. Connect it again and check there/u],
    ['erased', { nodeId: undefined, erased: true }, /were erased, so the wallet can no longer check/u],
    [
      'erased after it had paid',
      { nodeId: undefined, erased: true, state: 'succeeded' },
      /its proof of this payment with them/u
    ]
  ] as const)('has no button to a node that is %s', async (_what, patch, words) => {
    await showing(attempt(patch))
    expect(screen.getByRole('alert').textContent).toMatch(words)
    expect(screen.queryByRole('button', { name: /^Open it/u })).toBeNull()
    expect(screen.getByRole('button', { name: 'Copy invoice' })).toBeTruthy()
  })
})

it('An order that main refused because of another node claims nothing about that node before it is known', async () => {
  await withCard({}, { send: () => fail('tried-elsewhere') })
  await screen.findByRole('button', { name: 'Pay 2,500 sats' })
  await click('Pay 2,500 sats')
  const words = (await screen.findByRole('alert')).textContent
  expect(words).toMatch(/may have sent this.*could pay it twice.*Look for it in the Activity of your other/u)
  expect(words).not.toContain('no longer saved')
})

describe('an invoice whose payment hash belongs to a payment of another invoice', () => {
  it('names that payment, and opens its details', async () => {
    const fake = await withCard({
      verdict: { kind: 'refused', code: 'other-invoice-same-hash' },
      otherInvoice: {
        ...{ amountMsat: msat(9_300_000n), payee: sampleCard().payee, payeeName: 'Riso Print Co-op' },
        ...{ state: 'failed', sentAt: Date.UTC(2026, 10, 2, 12) }
      }
    })
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /Monday 2 November at \S+, 9,300 sats to Riso Print Co-op: not paid\..*Ask the payee for a new invoice/u
    )
    await click('Show that payment')
    await waitFor(() => {
      expect(argsOf(fake, 'activity.details')).toEqual([{ key: `p:${hashOf('c7')}` }])
    })
  })
})

describe('a payee', () => {
  it.each([
    ['anywhere', 'No payment to it in this wallet’s records'],
    ['from-this-node', 'No payment to it in this node’s records']
  ] as const)(
    'without a payment in the records is marked as such, without a warning: %s',
    async (neverPaid, words) => {
      await withCard({ neverPaid })
      const badge = (await screen.findByText(words)).closest('.badge')
      expect(badge?.className).toContain('plain')
      expect(document.querySelector('.note')).toBeNull()
    }
  )

  it('is not denied the payment of this invoice once that was sent', async () => {
    const fake = await withCard({ neverPaid: 'anywhere', payment: samplePayment({ state: 'sending' }) })
    await screen.findByText('No other payment to it in this wallet’s records')
    fake.setChanged({ payments: [samplePayment({ state: 'failed', failure: 'no-route' })] })
    await screen.findByText('No payment to it in this wallet’s records')
  })

  it('that is unknown has only the warning, which says more', async () => {
    await withCard({ neverPaid: 'anywhere', warnings: ['payee-unknown'] })
    await screen.findByText('You do not know this payee')
    expect(screen.queryByText(/No payment to it/u)).toBeNull()
  })

  it('of whom nothing is known has no mark', async () => {
    await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    expect(screen.queryByText(/No payment to it/u)).toBeNull()
  })
})
