import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import type { Outgoing } from '../../../../../src/shared/domain/outgoing'
import { msat, sat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, press } from '../../show-app'
import { open, own } from './writing-setup'

const EXTENDED = { ...NO_CAPABILITIES, sendMessage: true, extension: true, limitsMessageFees: true }
const STOPPED: Partial<Outgoing> = {
  state: 'unknown',
  unknown: 'part-failed',
  said: 'node',
  nodeText: 'part 3 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
}
const FEES = { feeMsat: msat(2_000n), partFeesMsat: [msat(1_000n), msat(1_000n)] }

const words = (element: Element): string => element.textContent.replace(/\s+/gu, ' ').trim()
const rows = async (): Promise<readonly string[]> =>
  within(await screen.findByRole('list', { name: 'Parts' }))
    .getAllByRole('listitem')
    .map(words)
/** The price of our message, in the last column of the thread. */
async function price(): Promise<string> {
  const text = await within(screen.getByRole('log')).findByText('Is it on its way?')
  return words(text.closest('article')?.querySelector('.amt') ?? document.body)
}

describe('the parts of a message', () => {
  const write = async (text: string) => {
    const field = await screen.findByRole('textbox', { name: 'Message to Mira' })
    await fireEvent.input(field, { target: { value: text } })
  }

  it('are listed with their prices before it is sent, with the fees of all in the last row', async () => {
    const { imp } = await open()
    imp.setState({ capabilities: EXTENDED })
    imp.answer({ inbox: { estimateFee: () => ok(msat(3_150n)) } })
    await write('x'.repeat(2_000))
    await waitFor(async () =>
      expect(await rows()).toEqual([
        'Part 1 666 B 1 sat',
        'Part 2 667 B 1 sat',
        'Part 3 667 B 1 sat',
        'In all plus about 3.15 sats network fee 3 sats'
      ])
    )
    await write('short')
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Parts' })).toBeNull())
  })

  it('are not listed for a node that may cut it in another way', async () => {
    await open()
    await write('x'.repeat(2_000))
    expect(await screen.findByText(/in 3 parts/u)).toBeTruthy()
    expect(screen.queryByRole('list', { name: 'Parts' })).toBeNull()
  })

  it('are listed while it is sent, as far as the node reports them', async () => {
    const sending = own({ state: 'sending', sentAt: Date.now() })
    const progress = { parts: 3, arrived: 1, feesMsat: [msat(1_000n)], since: Date.now() }
    const { imp } = await open({ ...sending, progress })
    expect(await rows()).toEqual([
      'Part 1 arrived 2 sats',
      expect.stringMatching(/^Part 2 being sent for 0:0\d 1 sat$/u),
      'Part 3 waiting 1 sat'
    ])
    imp.setChanged({ messages: [sending] })
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Parts' })).toBeNull())
  })

  it('are listed where it stopped, with what was spent in all', async () => {
    await open({ ...own({ ...STOPPED, ...FEES }), amountSat: sat(3n) })
    expect(await rows()).toEqual([
      'Part 1 arrived 2 sats',
      'Part 2 arrived 2 sats',
      'Part 3 no route 0 sats',
      'Spent 4 sats'
    ])
    expect(await price()).toBe('−4 sats with 2 sats network fee')
    expect(screen.getByRole('button', { name: 'Send the rest for 1 sat' })).toBeTruthy()
  })

  it('stay where they stopped after a try that sent nothing, with the reason', async () => {
    await open({ ...own({ ...STOPPED, ...FEES, restFailure: 'not-sent' }), amountSat: sat(3n) })
    expect((await rows()).at(-1)).toBe('Spent 4 sats')
    expect(await screen.findByText(/^The latest try sent nothing: the connection was down\./u)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send the rest for 1 sat' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Leave it' })).toBeTruthy()
  })

  it('show that LND was not available before one of them', async () => {
    const nodeText = 'part 3 of 3: Nothing was sent: LND is locked'
    await open({ ...own({ ...STOPPED, ...FEES, nodeText }), amountSat: sat(3n) })
    expect(await rows()).toContain('Part 3 LND was not available 0 sats')
    expect(screen.getByText('Try again when LND is ready.')).toBeTruthy()
  })

  it('lead to the person if LND waits for them', async () => {
    const nodeText = 'part 3 of 3: Nothing was sent: LND does not accept the macaroon'
    const stopped = { ...STOPPED, ...FEES, nodeText }
    const { imp } = await open({ ...own(stopped), amountSat: sat(3n) })
    expect(await rows()).toContain('Part 3 LND refused the key 0 sats')
    expect(screen.getByText(/^Pair this LND again/u)).toBeTruthy()
    imp.setChanged({ messages: [own({ ...stopped, restFailure: 'lnd-certificate-changed' })] })
    expect(
      await screen.findByText(
        /^The latest try sent nothing: LND shows another certificate .* at the lower left/u
      )
    ).toBeTruthy()
    expect(screen.queryByText(/^Pair this LND again/u)).toBeNull()
  })

  it('say that their fees are missing if the node did not report them', async () => {
    await open({ ...own(STOPPED), amountSat: sat(3n) })
    expect((await rows()).at(-1)).toBe('Spent plus network fees, which the node did not report 2 sats')
    expect(await price()).toBe('−2 sats')
  })
})

describe('Leave it', () => {
  it('keeps a message as it is, in one line that can be opened again', async () => {
    const { imp } = await open(own({ ...STOPPED, ...FEES }))
    imp.answer({ inbox: { leaveRest: () => ok(undefined) } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Leave it' }))
    expect(argsOf(imp, 'inbox.leaveRest')).toEqual([{ id: 'message-2' }])
    imp.setChanged({ messages: [own({ ...STOPPED, ...FEES, leftAlone: true })] })
    expect(await screen.findByText('2 of 3 parts arrived')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Send the rest/u })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Show the parts' }))
    expect(await rows()).toHaveLength(4)
    expect(screen.queryByRole('button', { name: 'Leave it' })).toBeNull()
    imp.answer({ inbox: { resend: () => ok(own({ state: 'sending' })) } })
    await press(screen.getByRole('button', { name: 'Send the rest for 1 sat' }))
    expect(argsOf(imp, 'inbox.resend')).toHaveLength(1)
  })
})

describe('the focus after Leave it', () => {
  const left = own({ ...STOPPED, ...FEES, leftAlone: true })
  const leave = async () => {
    const button = await screen.findByRole('button', { name: 'Leave it' })
    button.focus()
    await fireEvent.click(button)
  }

  it('moves to what opens the parts again, when the change comes after the answer', async () => {
    const { imp } = await open(own({ ...STOPPED, ...FEES }))
    await leave()
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Leave it' }).getAttribute('aria-disabled')).toBe('false')
    )
    imp.setChanged({ messages: [left] })
    const opener = await screen.findByRole('button', { name: 'Show the parts' })
    await waitFor(() => expect(document.activeElement).toBe(opener))
  })

  it('stays where the person has moved it', async () => {
    const { imp } = await open(own({ ...STOPPED, ...FEES }))
    await leave()
    const field = screen.getByRole('textbox', { name: 'Message to Mira' })
    field.focus()
    imp.setChanged({ messages: [left] })
    await screen.findByRole('button', { name: 'Show the parts' })
    expect(document.activeElement).toBe(field)
  })

  it('stays on it if that could not be saved, and says so', async () => {
    const { imp } = await open(own({ ...STOPPED, ...FEES }))
    imp.answer({ inbox: { leaveRest: () => fail('store-failed') } })
    await leave()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toBe('Not saved. The message stays as it was.')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Leave it' }))
  })
})

describe('the price of a sent message', () => {
  it.each([
    ['with its fee', msat(1_000n), '−2 sats with 1 sat network fee'],
    ['with a fraction of a sat', msat(50n), '−1.05 sats with 0.05 sats network fee'],
    ['without a fee', msat(0n), '−1 sats'],
    ['alone if the node does not report the fee', undefined, '−1 sats']
  ])('is shown %s', async (_how, feeMsat, shown) => {
    await open(own({ state: 'sent', feeMsat }))
    expect(await price()).toBe(shown)
  })
})
