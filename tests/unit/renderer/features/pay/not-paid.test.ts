import { screen, waitFor } from '@testing-library/svelte'
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { fakeImp, type FakeImp, type SomeAnswers } from '../../../../support/fakes/fake-imp'
import {
  MIRA,
  NOW,
  sampleCard,
  sampleInvoice,
  sampleLnd,
  samplePayment,
  sampleState,
  savedNode
} from '../../../../support/fixtures/samples'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import { NO_CAPABILITIES, type LastSpendable } from '../../../../../src/shared/domain/node'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import type { PayCard } from '../../../../../src/shared/domain/pay-card'
import type { PaymentFailureCode } from '../../../../../src/shared/domain/payment'
import { senderOf } from '../../../../../src/shared/domain/sender'
import { msat, sat, type Msat } from '../../../../../src/shared/money'
import { ok } from '../../../../../src/shared/result'
import type { AppModel } from '../../../../../src/renderer/lib/app.svelte'
import { formatTime } from '../../../../../src/renderer/lib/format'
import { argsOf, click, showApp } from '../../show-app'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

const ALICE = savedNode({ id: 'a', lnd: sampleLnd({ alias: 'alice' }) })
const CAN_SEND = { spendableSat: sat(842_300n), network: 'mainnet', at: NOW - 60_000 } as const
const KITCHEN = savedNode({ id: 'k', lnd: sampleLnd({ alias: 'kitchen' }), lastSpendable: CAN_SEND })
const TILL = savedNode({
  id: 't',
  lnd: sampleLnd({ alias: 'till', rights: 'receive-only' }),
  lastSpendable: CAN_SEND
})
const TESTING = savedNode({
  id: 's',
  lnd: sampleLnd({ alias: 'testing', network: 'signet' }),
  lastSpendable: CAN_SEND
})
const LIMIT = msat(25_000n)

/** The card of a failed payment at a node with the extension. Main answers with the largest fee that it is asked about. */
async function failed(
  failure: PaymentFailureCode,
  given: {
    readonly estimate?: Msat
    readonly card?: Partial<PayCard>
    readonly state?: Partial<AppState>
    readonly raisedVerdict?: PayCard['verdict']
  } = {}
): Promise<{ fake: FakeImp; app: AppModel }> {
  const card = sampleCard({
    largestFeeMsat: LIMIT,
    payment: samplePayment({ state: 'failed', failure, feeLimitMsat: LIMIT }),
    ...given.card
  })
  const pay: SomeAnswers['pay'] = {
    inspect: ({ largestFeeMsat }) =>
      ok({
        kind: 'cards',
        cards: [
          largestFeeMsat === undefined
            ? card
            : { ...card, largestFeeMsat, verdict: given.raisedVerdict ?? card.verdict }
        ]
      }),
    estimateFee: () => ok(given.estimate),
    send: () => ok(samplePayment({ attempts: 2 }))
  }
  const fake = fakeImp(
    sampleState({
      ...{ node: ALICE, nodes: [ALICE, KITCHEN, TILL, TESTING], balanceSat: sat(1_920n) },
      capabilities: { ...NO_CAPABILITIES, extension: true },
      ...given.state
    }),
    { pay }
  )
  const app = await showApp(fake, { screen: 'pay', text: card.invoice })
  await screen.findByText('Not paid')
  return { fake, app }
}

describe('a payment that failed because its routes are too expensive', () => {
  it('names the cheapest known fee, and pays with the limit on the button', async () => {
    const { fake } = await failed('no-route', { estimate: msat(61_000n) })
    await screen.findByText(/largest fee of 25 sats\. It knows one that costs about 61 sats/u)
    expect(screen.getByText('About 61 sats, above your largest fee of 25 sats')).toBeTruthy()
    const button = screen.getByRole('button', { name: 'Pay 2,500 sats, fee up to 70 sats' })
    expect(button.className).toContain('pay')
    expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull()
    await click('Pay 2,500 sats, fee up to 70 sats')
    expect(argsOf(fake, 'pay.send')).toMatchObject([
      { largestFeeMsat: 70_000n, expectedAmountMsat: 2_500_000n, retryUnknown: false }
    ])
  })

  it('only asks if the higher fee is above a limit', async () => {
    const raisedVerdict = { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_550n) } as const
    const { fake } = await failed('no-route', { estimate: msat(61_000n), raisedVerdict })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats, fee up to 70 sats…' })
    expect(button.className).not.toContain('pay')
    await click('Pay 2,500 sats, fee up to 70 sats…')
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ asksFirst: true, largestFeeMsat: 70_000n }])
  })

  it('names the fee that the person allowed while it is being paid', async () => {
    const { fake } = await failed('no-route', { estimate: msat(61_000n) })
    await screen.findByText(/above your largest fee of 25 sats/u)
    const payment = samplePayment({ state: 'sending', attempts: 2, feeLimitMsat: msat(70_000n) })
    const sending = sampleCard({ largestFeeMsat: LIMIT, payment })
    fake.answer({
      pay: {
        inspect: () => ok({ kind: 'cards', cards: [sending] }),
        estimateFee: () => ok(msat(61_000n))
      }
    })
    fake.setChanged({ payments: [payment] })
    expect(await screen.findByText('About 61 sats, at most 70 sats')).toBeTruthy()
    // The node is asked again after the attempt, and not while it sends the payment.
    expect(argsOf(fake, 'pay.estimateFee')).toHaveLength(1)
    const again = samplePayment({ state: 'failed', failure: 'no-route', attempts: 2, feeLimitMsat: LIMIT })
    fake.answer({
      pay: {
        inspect: () => ok({ kind: 'cards', cards: [sampleCard({ largestFeeMsat: LIMIT, payment: again })] }),
        estimateFee: () => ok(msat(81_000n))
      }
    })
    fake.setChanged({ payments: [again] })
    await screen.findByText(/It knows one that costs about 81 sats/u)
    expect(argsOf(fake, 'pay.estimateFee')).toHaveLength(2)
  })

  it.each<[string, Partial<AppState>]>([
    ['of one click', { settings: { ...DEFAULT_SETTINGS, clickLimitSat: '2550' } }],
    ['of the fee', { settings: { ...DEFAULT_SETTINGS, feeLimitSat: '9' } }],
    ['of a day, because another payment used it up', { oneClickSpentSat: sat(97_440n) }]
  ])('is judged anew with the higher fee when only the limit %s changes', async (_limit, state) => {
    const { fake } = await failed('no-route', { estimate: msat(61_000n) })
    await screen.findByRole('button', { name: 'Pay 2,500 sats, fee up to 70 sats' })
    const usual = sampleCard({
      largestFeeMsat: LIMIT,
      payment: samplePayment({ state: 'failed', failure: 'no-route', feeLimitMsat: LIMIT })
    })
    const above = { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_550n) } as const
    fake.answer({
      pay: {
        inspect: ({ largestFeeMsat }) =>
          ok({
            kind: 'cards',
            cards: [largestFeeMsat === undefined ? usual : { ...usual, largestFeeMsat, verdict: above }]
          })
      }
    })
    fake.setState(state)
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats, fee up to 70 sats…' })
    expect(button.className).not.toContain('pay')
    expect(argsOf(fake, 'pay.estimateFee')).toHaveLength(1)
  })

  it('offers the usual retry if a route is cheap enough by now', async () => {
    const { fake } = await failed('no-route', { estimate: msat(20_000n) })
    await click('Retry: pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toEqual([expect.not.objectContaining({ largestFeeMsat: 70_000n })])
  })

  it('offers no higher fee if the node cannot estimate it', async () => {
    await failed('no-route')
    expect(await screen.findByRole('button', { name: 'Retry: pay 2,500 sats' })).toBeTruthy()
  })

  it.each([
    ['no-route', /The node found no route to Ostkurier\./u],
    ['timed-out', /ran out of time/u]
  ] as const)(
    'that failed with a higher limit already is not called too expensive, and its retry accepts more again: %s',
    async (failure, words) => {
      const payment = samplePayment({ state: 'failed', failure, feeLimitMsat: msat(110_000n) })
      const { fake } = await failed(failure, { estimate: msat(105_000n), card: { payment } })
      await screen.findByRole('button', { name: 'Pay 2,500 sats, fee up to 120 sats' })
      expect(screen.getByText(words)).toBeTruthy()
      await click('Pay 2,500 sats, fee up to 120 sats')
      expect(argsOf(fake, 'pay.send')).toMatchObject([{ largestFeeMsat: 120_000n }])
    }
  )

  it('that failed for another reason is retried within the usual limit', async () => {
    await failed('timed-out', { estimate: msat(61_000n) })
    expect(await screen.findByRole('button', { name: 'Retry: pay 2,500 sats' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /fee up to/u })).toBeNull()
  })
})

describe('a payment that failed, while the node looks up the fee', () => {
  /** Answers when it is told to. */
  function later<T>(): { readonly answer: Promise<T>; readonly give: (value: T) => void } {
    let give: (value: T) => void = () => undefined
    const answer = new Promise<T>((resolve) => (give = resolve))
    return { answer, give }
  }
  const usual = sampleCard({
    largestFeeMsat: LIMIT,
    payment: samplePayment({ state: 'failed', failure: 'no-route', feeLimitMsat: LIMIT })
  })
  const cards = (card: PayCard) => ok({ kind: 'cards' as const, cards: [card] })
  const button = () => screen.getByRole('button', { name: /^(?:Retry: pay|Pay) 2,500 sats/u })
  const note = () => screen.getByText('Not paid').closest('[role=alert]')?.textContent
  function expectWaiting(known = 'The node found no route to Ostkurier.'): void {
    expect(button().getAttribute('aria-disabled')).toBe('true')
    expect(button().className).not.toContain('pay')
    const words = `${known} No money left your wallet. The node is looking up the fee.`
    expect(note()?.replace('Not paid', '').trim()).toBe(words)
  }

  it('keeps one button that does nothing, until the higher fee is known and judged', async () => {
    const [fee, judged] = [
      later<ReturnType<typeof ok<Msat | undefined>>>(),
      later<ReturnType<typeof cards>>()
    ]
    const fake = fakeImp(sampleState({ capabilities: { ...NO_CAPABILITIES, extension: true } }), {
      pay: {
        inspect: ({ largestFeeMsat }) => (largestFeeMsat === undefined ? cards(usual) : judged.answer),
        estimateFee: () => fee.answer
      }
    })
    await showApp(fake, { screen: 'pay', text: usual.invoice })
    await screen.findByText('Not paid')
    const first = button()
    expectWaiting()
    await click('Retry: pay 2,500 sats')
    fee.give(ok(msat(61_000n)))
    await screen.findByText('About 61 sats, above your largest fee of 25 sats')
    expectWaiting()
    judged.give(cards({ ...usual, largestFeeMsat: msat(70_000n) }))
    expect(await screen.findByRole('button', { name: 'Pay 2,500 sats, fee up to 70 sats' })).toBe(first)
    expect(first.getAttribute('aria-disabled')).toBe('false')
    expect(note()).toMatch(/It knows one that costs about 61 sats/u)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })

  /** The card of a payment for which the node could send too little. The node is still asked for the fee. */
  async function tooLittle(balanceSat: bigint) {
    const fee = later<ReturnType<typeof ok<Msat | undefined>>>()
    const payment = samplePayment({ state: 'failed', failure: 'too-little-balance' })
    const fake = fakeImp(
      sampleState({
        ...{ node: ALICE, nodes: [ALICE, KITCHEN], balanceSat: sat(balanceSat) },
        capabilities: { ...NO_CAPABILITIES, extension: true }
      }),
      { pay: { inspect: () => cards({ ...usual, payment }), estimateFee: () => fee.answer } }
    )
    await showApp(fake, { screen: 'pay', text: usual.invoice })
    await screen.findByText('Not paid')
    return { fake, fee }
  }

  it('says nothing of what the node lacks before it can say it with the fee', async () => {
    const { fee } = await tooLittle(2_501n)
    expectWaiting('alice can send 2,501 sats right now.')
    expect(screen.getByText('Can send 2,501 sats', { selector: 'dd' })).toBeTruthy()
    fee.give(ok(msat(3_000n)))
    await screen.findByRole('button', { name: 'Switch to kitchen' })
    expect(note()).toMatch(/2 sats short with the fee/u)
    expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull()
  })

  it('says what the node lacks before the fee once the connection is down, beside another node', async () => {
    const { fake } = await tooLittle(1_920n)
    expectWaiting('alice can send 1,920 sats right now.')
    fake.setState({ connection: { phase: 'connecting', attempt: 1 } })
    await screen.findByRole('button', { name: 'Switch to kitchen' })
    expect(note()).toMatch(/580 sats short before the fee/u)
    expect(note()).not.toMatch(/looking up/u)
  })

  it('offers no retry that main has not judged since the attempt', async () => {
    const sending = { ...usual, payment: samplePayment() }
    const fake = fakeImp(sampleState({ capabilities: { ...NO_CAPABILITIES, extension: true } }), {
      pay: { inspect: () => cards(sending), estimateFee: () => ok(msat(3_000n)) }
    })
    await showApp(fake, { screen: 'pay', text: usual.invoice })
    await screen.findByText('Sending')
    const judged = later<ReturnType<typeof cards>>()
    fake.answer({ pay: { inspect: () => judged.answer } })
    fake.setChanged({ payments: [samplePayment({ state: 'failed', failure: 'no-route' })] })
    await screen.findByText('Not paid')
    expectWaiting()
    judged.give(cards(usual))
    await waitFor(() => expect(button().getAttribute('aria-disabled')).toBe('false'))
    expect(note()).toMatch(/found no route/u)
  })
})

describe('a payment that failed because the node can send too little', () => {
  it('says by how much, with the fee, and leads to another node with the same invoice', async () => {
    const { fake, app } = await failed('too-little-balance', { estimate: msat(3_000n) })
    await screen.findByText(/alice can send 1,920 sats right now, which is 583 sats short with the fee/u)
    expect(screen.queryByRole('button', { name: /^(?:Retry|Switch to (?:till|testing|alice))/u })).toBeNull()
    await click('Switch to kitchen')
    expect(argsOf(fake, 'connection.use')).toEqual([{ id: KITCHEN.id }])
    fake.setState({ node: KITCHEN })
    await waitFor(() => {
      expect(app.router.route).toEqual({ screen: 'pay', text: sampleCard().invoice })
    })
  })

  const lastOf = (patch: Partial<LastSpendable>) => ({
    state: { nodes: [ALICE, { ...KITCHEN, lastSpendable: { ...CAN_SEND, ...patch } }, TILL, TESTING] }
  })
  const rows = () =>
    ['alice', 'kitchen', 'till', 'testing (signet)'].map((name) =>
      screen.queryByText(name, { selector: 'dt' })?.nextElementSibling?.textContent.trim()
    )

  it('lists what each node that may pay the invoice can send', async () => {
    await failed('too-little-balance')
    await screen.findByText(/580 sats short/u)
    const last = `Could send 842,300 sats at ${formatTime(CAN_SEND.at)}`
    expect(rows()).toEqual(['Can send 1,920 sats', last, undefined, undefined])
    expect(screen.queryByText('From', { selector: 'dt' })).toBeNull()
    expect(screen.getByText('Network', { selector: 'dt' }).nextElementSibling?.textContent).toBe(
      'Bitcoin mainnet'
    )
  })

  it('says of which day the amount of another node is, unless it is of today', async () => {
    await failed('too-little-balance', lastOf({ at: NOW - 86_400_000 }))
    await screen.findByText('Could send 842,300 sats yesterday')
  })

  it('says why the wallet cannot use another node, and not what that node could send', async () => {
    const refused = { ...KITCHEN, lastFailure: 'lnd-key-refused' as const }
    await failed('too-little-balance', { state: { nodes: [ALICE, refused] } })
    await screen.findByText(/580 sats short/u)
    expect(rows()).toEqual(['Can send 1,920 sats', 'Key refused', undefined, undefined])
  })

  it('names the network if the node is not an LND that names its own', async () => {
    const node = savedNode({ id: 'i', address: '127.0.0.1:8881' })
    await failed('too-little-balance', { state: { node, nodes: [node] } })
    await screen.findByText(/580 sats short/u)
    expect(screen.getByText('Network', { selector: 'dt' }).nextElementSibling?.textContent).toBe(
      'Bitcoin mainnet'
    )
  })

  it.each([
    ['could not send enough with the fee', lastOf({ spendableSat: sat(2_502n) })],
    ['was never seen by the wallet', { state: { nodes: [ALICE, { ...KITCHEN, lastSpendable: undefined }] } }],
    [
      'has to be repaired first',
      { state: { nodes: [ALICE, { ...KITCHEN, lastFailure: 'lnd-key-refused' as const }] } }
    ],
    ['does not exist', { state: { nodes: [ALICE] } }]
  ])('advises no other node if it %s', async (_what, given) => {
    await failed('too-little-balance', { ...given, estimate: msat(3_000n) })
    await screen.findByText(/No money left your wallet\. Receive something first, then try again\./u)
    expect(screen.queryByRole('button', { name: /^Switch to/u })).toBeNull()
  })

  it('advises another node that could send exactly enough', async () => {
    await failed('too-little-balance', { ...lastOf({ spendableSat: sat(2_503n) }), estimate: msat(3_000n) })
    await screen.findByText(/Pay from another node of yours, or receive something first\./u)
    expect(screen.getByRole('button', { name: 'Switch to kitchen' })).toBeTruthy()
  })

  it('does not count an IMP node that was on another network when it was last seen', async () => {
    const other = savedNode({ id: 'o', lastSpendable: { ...CAN_SEND, network: 'regtest' } })
    await failed('too-little-balance', { state: { nodes: [ALICE, other] } })
    await screen.findByText(/Receive something first, then try again\./u)
    expect(screen.queryByText('127.0.0.1:8881', { selector: 'dt' })).toBeNull()
  })

  it('says that the fee is not in the number if it is not known', async () => {
    await failed('too-little-balance')
    await screen.findByText(/which is 580 sats short before the fee/u)
  })

  it('can be tried again as soon as the node can send enough', async () => {
    const { fake } = await failed('too-little-balance')
    await screen.findByText(/580 sats short/u)
    fake.setState({ balanceSat: sat(9_000n) })
    await screen.findByRole('button', { name: 'Retry: pay 2,500 sats' })
    expect(screen.queryByText(/short/u)).toBeNull()
  })

  it('asks again what the node can send when it is shown, and when money may have arrived', async () => {
    const { fake } = await failed('too-little-balance')
    const asked = () => argsOf(fake, 'connection.refresh').length
    await waitFor(() => expect(asked()).toBe(1))
    fake.setChanged({ invoices: [sampleInvoice({ state: 'paid' })] })
    await waitFor(() => expect(asked()).toBe(2))
    fake.setChanged({ conversations: [MIRA] })
    await waitFor(() => expect(asked()).toBe(3))
    fake.setChanged({ payments: [] })
    fake.setState({ balanceSat: sat(9_000n) })
    await screen.findByRole('button', { name: 'Retry: pay 2,500 sats' })
    expect(asked()).toBe(3)
  })

  it('names no number for a node that reports none exactly', async () => {
    await failed('too-little-balance', { state: { capabilities: NO_CAPABILITIES } })
    expect(await screen.findByText(/its channels hold too little/u)).toBeTruthy()
  })

  it.each<[string, Partial<PayCard>]>([
    [
      'of an unproven sender',
      { sender: { pubkey: senderOf(MIRA, true), name: 'Jonas (unverified)', unprovenName: 'Jonas' } }
    ],
    ['that goes to somebody other than its sender', { warnings: ['payee-not-sender'] }],
    ['whose payee looks like somebody else', { warnings: ['payee-lookalike'] }],
    ['whose sender cannot be compared with the payee', { warnings: ['payee-not-comparable'] }]
  ])('does not carry an invoice %s to a node that would not show the doubt', async (_what, card) => {
    await failed('too-little-balance', { card })
    await screen.findByText(/580 sats short/u)
    expect(screen.queryByRole('button', { name: /^Switch to/u })).toBeNull()
    expect(screen.queryByText(/another node of yours/u)).toBeNull()
  })
})

describe('a node that may only receive', () => {
  it('leads to another node of the wallet with the same invoice, beside pairing again', async () => {
    const card = sampleCard()
    const fake = fakeImp(sampleState({ node: TILL, nodes: [ALICE, TILL] }), {
      pay: { inspect: () => ok({ kind: 'cards', cards: [card] }) }
    })
    const app = await showApp(fake, { screen: 'pay', text: card.invoice })
    await screen.findByText('This node is connected to receive only')
    expect(screen.getByRole('button', { name: 'Pair again' })).toBeTruthy()
    await click('Switch to alice')
    fake.setState({ node: ALICE })
    await waitFor(() => expect(app.router.route).toEqual({ screen: 'pay', text: card.invoice }))
  })

  it('leads to no node that could not pay it when it was last connected', async () => {
    const card = sampleCard()
    const enough = savedNode({ id: 'e', lnd: sampleLnd({ alias: 'enough' }), lastSpendable: CAN_SEND })
    const poor = {
      ...savedNode({ id: 'p', lnd: sampleLnd({ alias: 'poor' }) }),
      lastSpendable: { ...CAN_SEND, spendableSat: sat(2_499n) }
    }
    const refused = {
      ...savedNode({ id: 'r', lnd: sampleLnd({ alias: 'refused' }) }),
      lastFailure: 'lnd-key-refused' as const
    }
    const fake = fakeImp(sampleState({ node: TILL, nodes: [poor, refused, TILL, enough, ALICE] }), {
      pay: { inspect: () => ok({ kind: 'cards', cards: [card] }) }
    })
    await showApp(fake, { screen: 'pay', text: card.invoice })
    await screen.findByText('This node is connected to receive only')
    const names = screen
      .getAllByRole('button', { name: /^Switch to/u })
      .map((button) => button.textContent.trim())
    expect(names).toEqual(['Switch to enough', 'Switch to alice'])
  })
})
