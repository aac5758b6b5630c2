import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../src/shared/domain/app-state'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import type { PayCard } from '../../../../src/shared/domain/pay-card'
import type { Payment } from '../../../../src/shared/domain/payment'
import { sat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'
import { fakeImp, type SomeAnswers } from '../../../support/fakes/fake-imp'
import { savedLnd } from '../../../support/fixtures/sample-pairing'
import { NOW, sampleCard, samplePayment, sampleState } from '../../../support/fixtures/samples'
import { argsOf, click, showApp, type } from '../show-app'

/** What the window shows about the money on the person's own LND, and which LND it is. */

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

const kitchen = savedLnd('k1')
const testing = savedLnd('k2', {
  pubkey: `03a7${'1b'.repeat(29)}55c0`,
  network: 'signet',
  lndAddress: '127.0.0.1:10010'
})
const receiver = savedLnd('k1', { rights: 'receive-only' })
const onLnd: Partial<AppState> = {
  node: kitchen,
  nodes: [kitchen],
  capabilities: { ...NO_CAPABILITIES, sendMessage: true, extension: true },
  balanceSat: sat(842_300n),
  receivableSat: sat(1_087_200n)
}

async function payScreen(state: Partial<AppState>, card: Partial<PayCard> = {}, answers: SomeAnswers = {}) {
  const cards = { kind: 'cards' as const, cards: [sampleCard(card)] }
  const fake = fakeImp(sampleState({ ...onLnd, ...state }), { ...answers, pay: { inspect: () => ok(cards) } })
  await showApp(fake, { screen: 'pay' })
  return fake
}

describe('what the node can send and receive', () => {
  it('is on Pay and Receive, without "about" if the node subtracts its reserve', async () => {
    const fake = await payScreen({})
    expect(screen.getByText('Can send 842,300 sats')).toBeTruthy()
    fake.setState({ capabilities: NO_CAPABILITIES })
    await screen.findByText('Can send about 842,300 sats')
    fake.setState({ balanceSat: undefined })
    await waitFor(() => expect(screen.queryByText(/Can send/u)).toBeNull())
  })

  it('is on Receive, which warns about a larger amount', async () => {
    await showApp(fakeImp(sampleState(onLnd)), { screen: 'receive' })
    expect(screen.getByText('Can receive 1,087,200 sats')).toBeTruthy()
    await type('Amount', '1087200')
    expect(screen.queryByText(/^This is more than the node can receive/u)).toBeNull()
    await type('Amount', '1087201')
    await screen.findByText(/^This is more than the node can receive/u)
  })

  it('causes a warning on a card with a larger amount before the click', async () => {
    const fake = await payScreen({ balanceSat: sat(1_920n) })
    await type('Invoice', 'lnbc25u1')
    await screen.findByText('This is more than the node can send')
    expect(screen.getByText(/kitchen can send 1,920 sats.*Receive something first\.$/u)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Pay 2,500 sats' })).toBeTruthy()
    const withAlice = (spendable: bigint) => {
      const lastSpendable = { network: 'mainnet', at: NOW, spendableSat: sat(spendable) } as const
      fake.setState({ nodes: [kitchen, { ...savedLnd('k4', { alias: 'alice' }), lastSpendable }] })
    }
    withAlice(2_500n)
    await screen.findByText(
      /Receive something first, or try alice, which could send it when last connected\.$/u
    )
    await click('Switch to alice')
    expect(argsOf(fake, 'connection.use')).toEqual([{ id: 'k4' }])
    withAlice(2_499n)
    await screen.findByText(/Receive something first\.$/u)
    expect(screen.queryByRole('button', { name: /^Switch to/u })).toBeNull()
  })

  it('causes no warning on a card that cannot be paid at all', async () => {
    await payScreen({ balanceSat: sat(1_920n) }, { verdict: { kind: 'refused', code: 'other-network' } })
    await type('Invoice', 'lnbc25u1')
    await screen.findByRole('alert')
    expect(screen.queryByText('This is more than the node can send')).toBeNull()
  })
})

describe('a payment that is held', () => {
  it('shows until when it may still settle, in English, and offers no second attempt', async () => {
    const at = Date.UTC(2026, 10, 27, 14, 0)
    const payment: Payment = samplePayment({
      state: 'unknown',
      unknown: 'still-in-flight',
      latestReturn: { height: 912_345, at }
    })
    await payScreen({}, { payment })
    await type('Invoice', 'lnbc25u1')
    await screen.findByText(/^On hold since/u)
    expect(screen.getByRole('alert').textContent).toMatch(
      /It may still settle until about Friday 27 November at \d\d:00, block 912,345\. If it does not, all of it comes back to you\./u
    )
    const facts = screen.getByText('At the latest').parentElement?.textContent ?? ''
    expect(facts).toMatch(/Held for/u)
    expect(facts).toMatch(/About Friday 27 November at \d\d:00, block 912,345/u)
    expect(facts).toMatch(/Counted as\s*Spent, until it settles or comes back/u)
    expect(screen.queryByRole('button', { name: /Retry/u })).toBeNull()
    expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy()
    expect(facts).toMatch(/Description\s*Courier, parcel 7741-02/u)
    const done = screen.getByRole('button', { name: 'Done' })
    expect(document.getElementById(done.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /Do not pay another invoice for the same thing yet\.$/u
    )
    expect(screen.getAllByText(/Do not pay another invoice/u)).toHaveLength(1)
    await click('Done')
    await screen.findByText('Paste or drop an invoice')
  })

  it.each([
    [true, 60_000, 'Spent, and in your one-click limit of 24 hours'],
    [true, 25 * 3_600_000, 'Spent, until it settles or comes back'],
    [false, 60_000, 'Spent, until it settles or comes back']
  ])('names the limit that it counts in: one click %s, %d ms ago', async (isOneClick, ago, words) => {
    const latestReturn = { height: 912_345, at: NOW + 3_600_000 }
    await payScreen({}, { payment: samplePayment({ isOneClick, sentAt: NOW - ago, latestReturn }) })
    await type('Invoice', 'lnbc25u1')
    const term = await screen.findByText('Counted as')
    expect(term.nextElementSibling?.textContent).toBe(words)
  })
})

describe('a card before the click', () => {
  it('says that the limit of one click includes the fee, if the node applies a largest fee', async () => {
    const fake = await payScreen({})
    await type('Invoice', 'lnbc25u1')
    await screen.findByText(/^One click pays up to 10,000 sats, with the fee\./u)
    fake.setState({ capabilities: NO_CAPABILITIES })
    await screen.findByText(/^One click pays up to 10,000 sats\./u)
  })

  it('has a button in its place before the amount is typed, which pays nothing', async () => {
    const fake = await payScreen({}, { entry: 'open', amountMsat: undefined })
    await type('Invoice', 'lnbc1')
    const button = await screen.findByRole('button', { name: 'Pay' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.className).not.toContain('pay')
    await fireEvent.click(button)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })
})

describe('a node that is connected to receive only', () => {
  const state = { node: receiver, nodes: [receiver] }

  it('shows on a card that it cannot pay, and offers to pair it again', async () => {
    const fake = await payScreen(state, { entry: 'open', amountMsat: undefined })
    await type('Invoice', 'lnbc1')
    await screen.findByText('This node is connected to receive only')
    expect(screen.queryByRole('button', { name: /^Pay/u })).toBeNull()
    expect(screen.queryByText(/Can send/u)).toBeNull()
    await click('Pair again')
    await waitFor(() => expect(argsOf(fake, 'pairing.begin')).toEqual([{ again: 'k1' }]))
  })

  it('shows that too if a payment failed or its outcome is unknown', async () => {
    for (const payment of [
      samplePayment({ state: 'failed', failure: 'no-route' }),
      samplePayment({ state: 'unknown', unknown: 'connection-broke' })
    ]) {
      await payScreen(state, { payment })
      await type('Invoice', 'lnbc25u1')
      await screen.findByText(/Not paid|Outcome unknown/u)
      expect(screen.queryByRole('button', { name: /Retry|pay \d/u })).toBeNull()
      document.body.innerHTML = ''
    }
  })
})

describe('several LNDs with the same name', () => {
  it('are distinguished by network, address and colour before one is chosen', async () => {
    const fake = fakeImp(sampleState({ ...onLnd, nodes: [kitchen, testing] }))
    await showApp(fake, { screen: 'pay' })
    const chip = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
    expect(chip.textContent).toContain('LND kitchen, mainnet')
    await fireEvent.click(chip)
    const row = within(await screen.findByRole('list', { name: 'Other nodes' })).getByRole('listitem')
    expect(row.textContent).toMatch(/kitchen \(signet\).*LND, Bitcoin signet, 127\.0\.0\.1:10010/su)
    const markOf = (element: Element | null) => element?.querySelector<HTMLElement>('.mark')?.style.background
    expect(markOf(row)).toBeTruthy()
    expect(markOf(row)).not.toBe(markOf(chip))
    const use = within(row).getByRole('button', { name: 'Use kitchen (signet)' })
    expect(document.getElementById(use.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'signet'
    )
    await fireEvent.click(use)
    expect(argsOf(fake, 'connection.use')).toEqual([{ id: 'k2' as NodeId }])
  })

  it('are named on the card that they pay', async () => {
    await payScreen({})
    await type('Invoice', 'lnbc25u1')
    const from = await screen.findByText('From')
    expect(from.parentElement?.textContent).toMatch(/From.*kitchen, Bitcoin mainnet/su)
  })

  it('show what they are, when their key was made, and when the last message arrived', async () => {
    const dated = savedLnd('k1', { keySince: Date.UTC(2026, 9, 2, 12) })
    const fake = fakeImp(
      sampleState({
        ...onLnd,
        node: dated,
        nodes: [dated],
        nodeFacts: {
          ...{ alias: 'kitchen', software: 'lnd 0.20.1-beta', syncedToChain: true },
          ...{ blockHeight: 911_748, newestBlockAt: NOW - 4 * 60_000 }
        }
      }),
      { connection: { refresh: () => ok({ lastMessageAt: NOW - 7 * 60_000 }) } }
    )
    await showApp(fake, { screen: 'settings', section: 'connection' })
    expect(screen.getByText('LND 0.20.1, Bitcoin mainnet')).toBeTruthy()
    expect(screen.getByText('911,748, 4 min ago')).toBeTruthy()
    expect(screen.getByText('Synced to the chain')).toBeTruthy()
    expect(screen.getByText('Pays and receives. Made by this wallet on Friday 2 October.')).toBeTruthy()
    expect(await screen.findByText('The last one arrived at 10:18')).toBeTruthy()
    expect(argsOf(fake, 'connection.refresh')).toHaveLength(1)
  })

  it('say in Settings what a locked one waits for, in the colour of the sidebar', async () => {
    const failure = { code: 'lnd-locked' as const }
    await showApp(
      fakeImp(
        sampleState({ ...onLnd, connection: { phase: 'backoff', attempt: 7, retryAt: NOW + 4_000, failure } })
      ),
      { screen: 'settings', section: 'connection' }
    )
    const state = screen.getByText('Action needed', { selector: 'main *' })
    expect(state.classList.contains('red')).toBe(true)
    expect(state.parentElement?.textContent).toMatch(/^\s*kitchen\s*Action needed\s*kitchen is locked$/u)
    expect(state.parentElement?.querySelector('.mark')).not.toBeNull()
  })

  it('show what they can send and receive before their messages and the key', async () => {
    await showApp(fakeImp(sampleState(onLnd)), { screen: 'settings', section: 'connection' })
    const text = document.querySelector('#connection')?.textContent ?? ''
    const at = (words: string) => text.indexOf(words)
    expect(at('Can send')).toBeGreaterThan(at('LND, Bitcoin mainnet'))
    expect(at('Messages by keysend')).toBeGreaterThan(at('Can receive'))
    expect(at('Revoke the key')).toBeGreaterThan(at('Messages by keysend'))
  })

  it('say whose limits these are if there are several, and that the fee counts', async () => {
    const fake = fakeImp(sampleState({ ...onLnd, nodes: [kitchen, testing] }))
    await showApp(fake, { screen: 'settings', section: 'limits' })
    expect(screen.getByText(/These are for kitchen\.$/u)).toBeTruthy()
    expect(screen.getByText('With the largest fee. You’ll be asked to confirm a larger payment')).toBeTruthy()
    fake.setState({ nodes: [kitchen], capabilities: NO_CAPABILITIES })
    await waitFor(() => expect(screen.queryByText(/These are for/u)).toBeNull())
    expect(screen.getByText('You’ll be asked to confirm a larger payment')).toBeTruthy()
  })

  it('say that no message has arrived only once that is known, and never that LND accepts them', async () => {
    const fake = fakeImp(sampleState(onLnd), { connection: { refresh: () => fail('internal' as never) } })
    await showApp(fake, { screen: 'settings', section: 'connection' })
    await waitFor(() => expect(argsOf(fake, 'connection.refresh')).toHaveLength(1))
    const row = () => screen.getByText('Messages by keysend').parentElement?.textContent ?? ''
    expect(row()).toMatch(/LND does not say whether it accepts them\s*Not known yet/u)
    fake.answer({ connection: { refresh: () => ok({ lastMessageAt: undefined }) } })
    fake.setChanged({ conversations: ['02aa'] })
    await vi.advanceTimersByTimeAsync(6_000)
    await screen.findByText('None so far')
    fake.answer({ connection: { refresh: () => ok({ lastMessageAt: NOW - 7 * 60_000 }) } })
    fake.setChanged({ conversations: ['02aa'] })
    await vi.advanceTimersByTimeAsync(6_000)
    await screen.findByText('The last one arrived at 10:18')
    expect(row()).not.toMatch(/Accepted/u)
  })

  it('show both if their key can only receive', async () => {
    await showApp(fakeImp(sampleState({ ...onLnd, nodes: [kitchen, { ...receiver, id: 'k3' as NodeId }] })), {
      screen: 'settings',
      section: 'connection'
    })
    const list = await screen.findByRole('list', { name: 'Your nodes' })
    expect(list.textContent).toContain('LND, Bitcoin mainnet, receive only, umbrel.local')
  })
})
