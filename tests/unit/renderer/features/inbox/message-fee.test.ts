import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { msat, type Msat } from '../../../../../src/shared/money'
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

  it('is not shown where the node cannot tell, and is not asked of a node without the extension', async () => {
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
