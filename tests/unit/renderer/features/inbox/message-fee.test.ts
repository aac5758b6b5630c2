import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Message } from '../../../../../src/shared/domain/message'
import type { Outgoing } from '../../../../../src/shared/domain/outgoing'
import type { Settings } from '../../../../../src/shared/domain/settings'
import { msat, sat, type Msat } from '../../../../../src/shared/money'
import { ok, type Result } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { fakeInbox, sampleMessage } from '../../../../support/fakes/fake-inbox'
import { COURIER, MIRA, NOW, sampleState } from '../../../../support/fixtures/samples'
import { argsOf, press, showApp } from '../../show-app'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

type Answer = Result<Msat | undefined, never>
/** Longer than the pause after which the node is asked. Milliseconds. */
const AFTER_PAUSE = 1_000
const FEE = /network fee$/u

async function open(extension = true) {
  const inbox = fakeInbox({
    messages: [sampleMessage({ seq: 1 }), sampleMessage({ seq: 2, from: COURIER })],
    petnames: new Map([
      [MIRA, 'Mira'],
      [COURIER, 'Courier']
    ])
  })
  const capabilities = { ...NO_CAPABILITIES, sendMessage: true, extension }
  const imp = fakeImp(sampleState({ capabilities }), inbox.answers)
  const answers: ((answer: Answer) => void)[] = []
  imp.answer({ inbox: { estimateFee: () => new Promise<Answer>((answer) => answers.push(answer)) } })
  const app = await showApp(imp, { screen: 'inbox', pubkey: MIRA })
  await screen.findByRole('textbox', { name: 'Message to Mira' })
  const write = async (text: string, name = 'Mira') => {
    const field = await screen.findByRole('textbox', { name: `Message to ${name}` })
    await fireEvent.input(field, { target: { value: text } })
  }
  const pause = () => vi.advanceTimersByTimeAsync(AFTER_PAUSE)
  const asked = () => argsOf(imp, 'inbox.estimateFee')
  return { imp, app, answers, write, pause, asked }
}

describe('the network fee in the composer', () => {
  it('is asked for once while a text of one price is typed, and is shown when the node has answered', async () => {
    const { answers, write, pause, asked } = await open()
    await write('Is')
    await write('Is it')
    expect(asked()).toEqual([])
    await pause()
    await write('Is it on its way?')
    await pause()
    expect(asked()).toEqual([{ pubkey: MIRA, parts: 1 }])
    expect(screen.queryByText(FEE)).toBeNull()
    answers[0]?.(ok(msat(3_100n)))
    expect(await screen.findByText('plus about 3.1 sats network fee')).toBeTruthy()
  })

  it('is asked for again when the price changes, and the earlier one is no longer shown', async () => {
    const { answers, write, pause, asked } = await open()
    await write('Hello')
    await pause()
    answers[0]?.(ok(msat(100n)))
    expect(await screen.findByText('plus less than 1 sat network fee')).toBeTruthy()
    await write('x'.repeat(2_000))
    await waitFor(() => expect(screen.queryByText(FEE)).toBeNull())
    await pause()
    expect(asked()).toEqual([
      { pubkey: MIRA, parts: 1 },
      { pubkey: MIRA, parts: 3 }
    ])
    answers[1]?.(ok(msat(9_000n)))
    expect(await screen.findByText('plus about 9 sats network fee')).toBeTruthy()
  })

  it('of another recipient is dropped when its answer comes late', async () => {
    const { app, answers, write, pause, asked } = await open()
    await write('Hello')
    await pause()
    app.router.go({ screen: 'inbox', pubkey: COURIER })
    await write('Good morning', 'Courier')
    await pause()
    expect(asked()).toEqual([
      { pubkey: MIRA, parts: 1 },
      { pubkey: COURIER, parts: 1 }
    ])
    answers[0]?.(ok(msat(50_000n)))
    answers[1]?.(ok(msat(2_000n)))
    expect(await screen.findByText('plus about 2 sats network fee')).toBeTruthy()
    expect(screen.queryByText(/50 sats/u)).toBeNull()
  })

  it('is not shown if the node cannot report it, and is not asked of a node without the extension', async () => {
    const { imp, answers, write, pause, asked } = await open()
    await write('Hello')
    await pause()
    answers[0]?.(ok(undefined))
    await pause()
    expect(screen.queryByText(FEE)).toBeNull()
    imp.setState({ capabilities: { ...NO_CAPABILITIES, sendMessage: true } })
    await write('x'.repeat(2_000))
    await pause()
    expect(asked()).toHaveLength(1)
  })

  it('does not hold up sending while the node is asked', async () => {
    const { imp, write, pause, asked } = await open()
    await write('Hello')
    await pause()
    expect(asked()).toHaveLength(1)
    await press(await screen.findByRole('button', { name: 'Send for 1 sat' }))
    expect(argsOf(imp, 'inbox.send')).toMatchObject([{ pubkey: MIRA, text: 'Hello', maxCostSat: 1n }])
  })
})

describe('the network fee', () => {
  const ours = (patch: Partial<Outgoing>, byteLength: number): Message =>
    sampleMessage({
      seq: 1,
      direction: 'out',
      text: 'Is it on its way?',
      byteLength,
      amountSat: sat(5n),
      outgoing: {
        state: 'failed',
        failure: undefined,
        unknown: undefined,
        nodeText: undefined,
        said: undefined,
        attempts: 1,
        sentAt: NOW,
        ...patch
      }
    })
  async function show(
    message: Message,
    feeMsat: bigint,
    settings: Partial<Settings> = {},
    limitsMessageFees = true
  ) {
    const inbox = fakeInbox({ messages: [message], petnames: new Map([[MIRA, 'Mira']]) })
    const state = sampleState({
      capabilities: { ...NO_CAPABILITIES, sendMessage: true, extension: true, limitsMessageFees }
    })
    const imp = fakeImp({ ...state, settings: { ...state.settings, ...settings } }, inbox.answers)
    imp.answer({ inbox: { estimateFee: () => ok(msat(feeMsat)) } })
    const app = await showApp(imp, { screen: 'inbox', pubkey: MIRA })
    await screen.findByRole('log')
    await vi.advanceTimersByTimeAsync(AFTER_PAUSE)
    return { imp, app, asked: () => argsOf(imp, 'inbox.estimateFee') }
  }

  it('is shown beside Send again, for all parts', async () => {
    const { asked } = await show(ours({ state: 'failed', failure: 'no-route' }, 2_000), 6_000n)
    const button = await screen.findByRole('button', { name: /^Send again for/u })
    await waitFor(() =>
      expect(button.closest('.trouble')?.textContent).toContain('plus about 6 sats network fee')
    )
    expect(asked()).toEqual([{ pubkey: MIRA, parts: 3 }])
    // Rows of a list announce nothing when their estimate arrives.
    expect(screen.getByText('plus about 6 sats network fee').closest('[role=status]')).toBeNull()
  })

  it('is shown beside Send the rest, for the remaining parts', async () => {
    const nodeText = 'part 3 of 5: Failed payment: FAILURE_REASON_NO_ROUTE'
    const { asked } = await show(ours({ state: 'unknown', unknown: 'part-failed', nodeText }, 4_500), 100n)
    const button = await screen.findByRole('button', { name: 'Send the rest for 3 sats' })
    await waitFor(() =>
      expect(button.closest('.trouble')?.textContent).toContain('less than 1 sat network fee')
    )
    expect(asked()).toEqual([{ pubkey: MIRA, parts: 3 }])
  })

  it('is not asked for a message that is sent or on its way', async () => {
    const { asked } = await show(ours({ state: 'sending' }, 10), 100n)
    expect(asked()).toEqual([])
  })

  it('is shown in the form that requests a payment', async () => {
    const { asked } = await show(ours({ state: 'sent' }, 10), 3_100n)
    await fireEvent.click(await screen.findByRole('button', { name: 'Request payment' }))
    const form = await screen.findByRole('form', { name: 'Request payment' })
    await vi.advanceTimersByTimeAsync(AFTER_PAUSE)
    expect(within(form).getByText(/Sending costs up to 1 sat before the network fee\.$/u)).toBeTruthy()
    expect(await within(form).findByText('plus about 3.1 sats network fee')).toBeTruthy()
    expect(asked()).toEqual([{ pubkey: MIRA, parts: 1 }])
  })

  it('above the largest fee is reported before anything is sent, with a link to the limit', async () => {
    const failed = ours({ state: 'failed', failure: 'no-route' }, 2_000)
    const { app } = await show(failed, 12_001n, { feeLimitSat: '4' })
    expect(
      await screen.findByText(
        /^The network fee is about 12\.001 sats, above your largest fee of 12 sats, so this is likely not sent/u
      )
    ).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Change the limit' }))
    expect(app.router.route).toEqual({ screen: 'settings', section: 'limits' })
  })

  it('above the largest fee may be paid by a node that does not apply it, and then the page says so', async () => {
    const failed = ours({ state: 'failed', failure: 'no-route' }, 2_000)
    await show(failed, 12_001n, { feeLimitSat: '4' }, false)
    expect(
      await screen.findByText(/above your largest fee of 12 sats\. This version of your node does not apply/u)
    ).toBeTruthy()
    expect(screen.queryByText(/likely not sent/u)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Change the limit' })).toBeNull()
  })

  it('that is exactly the largest fee causes no warning', async () => {
    await show(ours({ state: 'failed', failure: 'no-route' }, 2_000), 12_000n, { feeLimitSat: '4' })
    expect(await screen.findByText('plus about 12 sats network fee')).toBeTruthy()
  })
})
