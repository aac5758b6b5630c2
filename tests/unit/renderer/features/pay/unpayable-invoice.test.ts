import { screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NOW } from '../../../../support/fixtures/samples'
import { withCard, withView } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

describe('an invoice that cannot be paid', () => {
  it('loses its button at the second it expires', async () => {
    await withCard({ expiresAt: NOW + 5000 })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await vi.advanceTimersByTimeAsync(6000)
    await screen.findByText('This invoice has expired')
    expect(screen.queryByRole('button', { name: 'Pay 2,500 sats' })).toBeNull()
  })

  it.each([
    ['other-network', /for another network/u],
    ['own-invoice', /is your own/u],
    ['already-paid', /already paid/u],
    ['no-amount', /names no amount/u]
  ] as const)('has an explanation instead of a button: %s', async (code, words) => {
    await withCard({ verdict: { kind: 'refused', code } })
    await screen.findByText(words)
    expect(screen.queryByRole('button', { name: /^Pay /u })).toBeNull()
  })

  it('has no button while disconnected, and gets it back', async () => {
    const fake = await withCard()
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    fake.setState({ connection: { phase: 'connecting', attempt: 1 } })
    await screen.findByText('Not connected to your node')
    expect(screen.queryByRole('button', { name: 'Pay 2,500 sats' })).toBeNull()
    fake.setState({ connection: { phase: 'ready', since: NOW } })
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
  })

  it.each([
    [{ kind: 'damaged-invoice', code: 'bad-checksum' }, /is damaged.*Copy it again/u],
    [{ kind: 'nothing' }, /is not an invoice/u]
  ] as const)('is refused at the field with an explanation', async (view, words) => {
    await withView(view)
    await screen.findByText(words)
    expect(screen.getByLabelText('Invoice').getAttribute('aria-invalid')).toBe('true')
  })

  it.each([
    [{ kind: 'lnurl' }, 'This is an LNURL, not an invoice'],
    [{ kind: 'lightning-address' }, 'This is a Lightning Address, not an invoice'],
    [{ kind: 'bolt12' }, 'This is a BOLT12 offer, not an invoice'],
    [{ kind: 'on-chain' }, 'This is an on-chain address']
  ] as const)('is explained if the node cannot pay its kind', async (view, title) => {
    await withView(view)
    await screen.findByText(title)
  })
})
