import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import { sat } from '../../../../../src/shared/money'
import { fail } from '../../../../../src/shared/result'
import type { FakeImp } from '../../../../support/fakes/fake-imp'
import { argsOf, press } from '../../show-app'
import { open, own } from './writing-setup'

const ALWAYS = 'You chose to confirm every payment. You’ll be asked to confirm.'
const WAITING = 'The wallet asks you in a dialog. Nothing is sent yet.'

const alwaysAsk = (imp: FakeImp) => {
  imp.setState({ settings: { ...DEFAULT_SETTINGS, clickLimitSat: '0' } })
}
const write = async (text: string) => {
  const field = await screen.findByRole('textbox', { name: 'Message to Mira' })
  await fireEvent.input(field, { target: { value: text } })
}
const isAmber = (button: HTMLElement) => /\bpay(?:-line)?\b/u.test(button.className)
/** Presses a button while main asks, and cancels main's dialog. */
async function pressAndCancel(
  imp: FakeImp,
  method: 'send' | 'resend' | 'requestPayment',
  click: () => Promise<unknown>
): Promise<void> {
  const cancel: (() => void)[] = []
  const asking = new Promise<ReturnType<typeof fail<'needs-confirmation'>>>((resolve) => {
    cancel.push(() => {
      resolve(fail('needs-confirmation'))
    })
  })
  imp.answer({ inbox: { [method]: () => asking } })
  await click()
  expect(await screen.findByText(WAITING)).toBeTruthy()
  expect(argsOf(imp, `inbox.${method}`)).toMatchObject([{ asksFirst: true }])
  cancel[0]?.()
  await waitFor(() => expect(screen.queryByText(WAITING)).toBeNull())
  expect(screen.getByText(ALWAYS)).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
}

describe('a message that main asks about first', () => {
  it('has a button that is not amber, with the reason, and says while the dialog is open that nothing is sent', async () => {
    const { imp } = await open()
    await write('Is it on its way?')
    expect(isAmber(await screen.findByRole('button', { name: 'Send for 1 sat' }))).toBe(true)
    alwaysAsk(imp)
    const button = await screen.findByRole('button', { name: 'Send for 1 sat…' })
    expect(isAmber(button)).toBe(false)
    expect(screen.getByText(ALWAYS)).toBeTruthy()
    await pressAndCancel(imp, 'send', () => press(button))
  })

  it('is one above the limit of a day', async () => {
    const { imp } = await open()
    const spent = sat(BigInt(DEFAULT_SETTINGS.dayLimitSat))
    imp.setState({ oneClickSpentSat: spent })
    await write('Is it on its way?')
    expect(isAmber(await screen.findByRole('button', { name: 'Send for 1 sat…' }))).toBe(false)
    expect(screen.getByText(/^This would take one-click payments past your limit of/u)).toBeTruthy()
    imp.setState({ oneClickSpentSat: sat(spent - 1n) })
    expect(isAmber(await screen.findByRole('button', { name: 'Send for 1 sat' }))).toBe(true)
  })

  it('is one that is sent again', async () => {
    const { imp } = await open(own({ state: 'failed', failure: 'no-route' }))
    expect(isAmber(await screen.findByRole('button', { name: 'Send again for 1 sat' }))).toBe(true)
    alwaysAsk(imp)
    const button = await screen.findByRole('button', { name: 'Send again for 1 sat…' })
    expect(isAmber(button)).toBe(false)
    await pressAndCancel(imp, 'resend', () => press(button))
  })

  it('is one of which the rest is sent, counted as a whole like main does', async () => {
    const stopped = own({
      state: 'unknown',
      unknown: 'part-failed',
      said: 'node',
      nodeText: 'part 3 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
    })
    const { imp } = await open({ ...stopped, amountSat: sat(3n) })
    imp.setState({ settings: { ...DEFAULT_SETTINGS, clickLimitSat: '2' } })
    expect(isAmber(await screen.findByRole('button', { name: 'Send the rest for 1 sat…' }))).toBe(false)
    imp.setState({ settings: { ...DEFAULT_SETTINGS, clickLimitSat: '3' } })
    expect(isAmber(await screen.findByRole('button', { name: 'Send the rest for 1 sat' }))).toBe(true)
  })

  it('is one that requests a payment', async () => {
    const { imp } = await open()
    await fireEvent.click(await screen.findByRole('button', { name: 'Request payment' }))
    const form = await screen.findByRole('form', { name: 'Request payment' })
    // By its text: in jsdom a popover has no place, and so counts as hidden.
    const button = within(form).getByText('Send request, costs 1 sat')
    expect(isAmber(button)).toBe(true)
    button.focus()
    alwaysAsk(imp)
    await within(form).findByText('Send request, costs 1 sat…')
    expect(isAmber(button)).toBe(false)
    // The same button, so it keeps the focus.
    expect(document.activeElement).toBe(button)
    await fireEvent.input(within(form).getByLabelText('Amount'), { target: { value: '48,000' } })
    await pressAndCancel(imp, 'requestPayment', () => press(button))
  })
})
