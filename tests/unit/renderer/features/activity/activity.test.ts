import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ActivityDetails, ActivityRow } from '../../../../../src/shared/domain/activity'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeActivity, manyRows, sampleRow } from '../../../../support/fakes/fake-activity'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { MIRA, NOW, sampleInvoice, samplePayment, sampleState } from '../../../../support/fixtures/samples'
import { argsOf, showApp } from '../../show-app'

function impOf(rows: readonly ActivityRow[], details?: ActivityDetails): FakeImp {
  return fakeImp(sampleState(), fakeActivity(rows, () => details).answers)
}
const paymentDetails = (patch: Partial<Payment>): ActivityDetails => ({
  kind: 'payment',
  payment: samplePayment(patch),
  payeeName: 'Ostkurier',
  message: undefined
})
const row = (name: RegExp) => screen.findByRole('button', { name })
const drawer = () => screen.findByRole('complementary', { name: 'Details' })
const open = (imp: FakeImp, key?: string) =>
  showApp(imp, key === undefined ? { screen: 'activity' } : { screen: 'activity', key })

describe('the Activity screen', () => {
  it('explains an empty list and offers both ways to fill it', async () => {
    const app = await open(impOf([]))
    await fireEvent.click(await screen.findByRole('button', { name: 'Pay an invoice' }))
    expect(app.router.route).toEqual({ screen: 'pay' })
  })

  it('shows a sign only if money moved', async () => {
    await open(
      impOf([
        sampleRow({ key: 'p:1', title: 'Paid one' }),
        sampleRow({ key: 'p:2', title: 'Failed one', state: 'failed' }),
        sampleRow({ key: 'p:3', title: 'Unknown one', state: 'unknown' }),
        sampleRow({ key: 'i:4', title: 'Received one', kind: 'invoice', state: 'paid' })
      ])
    )
    expect((await row(/Paid one/u)).textContent).toContain('−2,500')
    expect((await row(/Received one/u)).textContent).toContain('+2,500')
    expect((await row(/Failed one.*Failed/u)).textContent).not.toMatch(/[+−]2,500/u)
    expect((await row(/Unknown one.*Outcome unknown/u)).textContent).not.toMatch(/[+−]2,500/u)
  })

  it('shows clearly that a proof does not match', async () => {
    await open(impOf([sampleRow({ alarm: true })]))
    expect(within(await row(/Courier/u)).getByText('Proof does not match')).toBeTruthy()
  })

  it('counts the rows of every filter, and applies a filter on click', async () => {
    await open(
      impOf([sampleRow({ key: 'p:1' }), sampleRow({ key: 'p:2', title: 'Stickers', state: 'failed' })])
    )
    await fireEvent.click(await screen.findByRole('button', { name: 'Failed 1' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: /Courier/u })).toBeNull())
    expect(await row(/Stickers/u)).toBeTruthy()
  })

  it('names the search that matches nothing, and offers to clear it', async () => {
    await open(impOf([sampleRow({ title: 'Kochere' })]))
    await fireEvent.click(await screen.findByRole('button', { name: 'Failed 0' }))
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'kochere' } })
    expect(await screen.findByText('Nothing matches “kochere” in Failed')).toBeTruthy()
    expect(await screen.findByText('One entry matches in All.')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(await row(/Kochere/u)).toBeTruthy()
  })

  it('renders only the visible rows of a hundred thousand', async () => {
    await open(impOf(manyRows(100_000)))
    await row(/Payment 100000/u)
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(60)
  })

  it('moves through the rows with the keyboard and opens one with Enter', async () => {
    await open(impOf(manyRows(30), paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab' })))
    const first = await row(/Payment 30/u)
    first.focus()
    await fireEvent.keyDown(first, { key: 'ArrowDown' })
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Payment 29'))
    await fireEvent.click(document.activeElement ?? first)
    expect(await drawer()).toBeTruthy()
    await fireEvent.keyDown(document.activeElement ?? first, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  })

  it('shows that the list could not be read, and retries', async () => {
    const imp = impOf([])
    imp.answer({ activity: { page: () => fail('internal' as never) } })
    await open(imp)
    expect(await screen.findByText('The list could not be read')).toBeTruthy()
    imp.answer(fakeActivity([sampleRow()]).answers)
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await row(/Courier/u)).toBeTruthy()
  })
})

describe('an export of the activity list', () => {
  const choose = async (item: RegExp) => {
    await fireEvent.keyDown(await screen.findByRole('button', { name: 'Export' }), { key: 'Enter' })
    await fireEvent.click(await screen.findByRole('menuitem', { name: item }))
  }

  it('contains what the list shows', async () => {
    const imp = impOf([sampleRow({ title: 'Kochere' })])
    imp.answer({ activity: { export: () => ok(1) } })
    await open(imp)
    await fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'kochere' } })
    await waitFor(() => expect(imp.calls.at(-1)?.args).toMatchObject({ query: 'kochere' }))
    await choose(/^CSV of what is shown/u)
    expect(argsOf(imp, 'activity.export')).toEqual([{ format: 'csv', filter: 'all', query: 'kochere' }])
    expect(await screen.findByText('One entry saved')).toBeTruthy()
  })

  it('shows its progress, continues while another screen is open, and can be cancelled', async () => {
    const imp = impOf([sampleRow()])
    let end: () => void = () => undefined
    imp.answer({
      activity: { export: () => new Promise((resolve) => (end = () => resolve(ok(undefined)))) }
    })
    const app = await open(imp)
    await choose(/^JSON of everything/u)
    imp.emit('exporting', { done: 31_400, total: 100_000 })
    expect(await screen.findByText('31,400 of 100,000 saved')).toBeTruthy()
    app.router.go({ screen: 'pay' })
    app.router.go({ screen: 'activity' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(argsOf(imp, 'activity.cancelExport')).toHaveLength(1)
    end()
    await waitFor(() => expect(screen.queryByText(/saved$/u)).toBeNull())
  })

  it('reports that the file could not be written and that no part of it remains', async () => {
    const imp = impOf([sampleRow()])
    imp.answer({ activity: { export: () => fail('write-failed') } })
    await open(imp)
    await choose(/^CSV/u)
    expect(await screen.findByText('The file could not be written')).toBeTruthy()
    expect(screen.getByText(/No part of it is left/u)).toBeTruthy()
  })
})

describe('the details of an entry', () => {
  it('offer to copy a verified proof as a whole', async () => {
    const preimage = '4e15ab3b4378b89f'.repeat(4)
    const imp = impOf(
      [sampleRow()],
      paymentDetails({ state: 'succeeded', proof: 'verified', preimage, settledAt: NOW })
    )
    await open(imp, 'p:1')
    expect(within(await drawer()).getByText('Paid, proof verified')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Copy proof' }))
    const copied = JSON.stringify(imp.calls.find((call) => call.name === 'app.copyText')?.args)
    for (const part of [
      preimage,
      samplePayment().paymentHash,
      samplePayment().invoice,
      samplePayment().payee
    ]) {
      expect(copied).toContain(part)
    }
  })

  it('save a verified proof as a file', async () => {
    const imp = impOf(
      [sampleRow()],
      paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab' })
    )
    await open(imp, 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Save proof' }))
    expect(argsOf(imp, 'activity.saveProof')).toEqual([{ paymentHash: samplePayment().paymentHash }])
    expect(await screen.findByText('Saved')).toBeTruthy()
  })

  it('never offer a proof that does not match', async () => {
    await open(
      impOf([sampleRow()], paymentDetails({ state: 'succeeded', proof: 'mismatch', preimage: 'ab' })),
      'p:1'
    )
    expect(within(await drawer()).getByRole('alert').textContent).toContain('Proof does not match')
    expect(screen.queryByRole('button', { name: 'Copy proof' })).toBeNull()
  })

  it('ask the node about an unknown outcome without sending anything', async () => {
    const imp = impOf(
      [sampleRow({ state: 'unknown' })],
      paymentDetails({ state: 'unknown', unknown: 'deadline' })
    )
    imp.answer({ pay: { checkAgain: () => fail('node-cannot-tell') } })
    await open(imp, 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Check again' }))
    expect(await screen.findByText(/cannot report what became of a payment/u)).toBeTruthy()
    expect(imp.calls.some((call) => call.name === 'pay.send')).toBe(false)
  })

  it('show that a check found nothing, and when it was made', async () => {
    const unknown = { state: 'unknown', unknown: 'deadline' } as const
    const imp = impOf([sampleRow({ state: 'unknown' })], paymentDetails(unknown))
    imp.answer({
      pay: {
        checkAgain: () =>
          ok({ payment: samplePayment({ ...unknown, checkedAt: NOW }), finding: 'not-listed' as const })
      }
    })
    await open(imp, 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Check again' }))
    expect(
      await screen.findByText(/^Checked at .*does not list this payment\. That proves nothing/u)
    ).toBeTruthy()
  })

  it('follow the payment while it ends', async () => {
    const imp = impOf([sampleRow({ state: 'sending' })], paymentDetails({ state: 'sending' }))
    await open(imp, 'p:1')
    expect(within(await drawer()).getByText(/^Sending \d/u)).toBeTruthy()
    const details = paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab', settledAt: NOW })
    imp.answer({ activity: { details: () => ({ ok: true, value: details }) } })
    imp.setChanged({ payments: [samplePayment({ state: 'succeeded' })] })
    expect(await screen.findByText('Paid, proof verified')).toBeTruthy()
  })

  it('link an open invoice to its QR code', async () => {
    const invoice = sampleInvoice({ expiresAt: Date.now() + 3_600_000 })
    const app = await open(impOf([sampleRow()], { kind: 'invoice', invoice }), 'i:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Show QR' }))
    expect(app.router.route).toEqual({ screen: 'receive', paymentHash: invoice.paymentHash })
  })

  it.each([
    ['node', 'The node says'],
    ['connection', 'The connection layer said']
  ] as const)('say whose words came with a payment: %s', async (said, words) => {
    const unknown = { state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said } as const
    await open(impOf([sampleRow()], paymentDetails(unknown)), 'p:1')
    expect((await screen.findByText(words)).closest('aside, section, div, dl')?.textContent).toContain(
      'closed'
    )
  })

  it('link to the message that carried the invoice', async () => {
    const details: ActivityDetails = {
      kind: 'payment',
      payment: samplePayment({ state: 'succeeded' }),
      payeeName: undefined,
      message: { from: MIRA, name: 'Mira', seq: 7 }
    }
    const app = await open(impOf([sampleRow()], details), 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Message from Mira' }))
    expect(app.router.route).toEqual({ screen: 'inbox', pubkey: MIRA, seq: 7 })
  })

  it('save a note when its field loses the focus and when the drawer closes', async () => {
    const imp = impOf([sampleRow()], paymentDetails({ state: 'succeeded', note: 'old' }))
    await open(imp, 'p:1')
    const field = await screen.findByRole('textbox', { name: 'Note' })
    expect(field).toHaveProperty('value', 'old')
    await fireEvent.input(field, { target: { value: 'for the shop' } })
    await fireEvent.blur(field)
    expect(imp.calls).toContainEqual({ name: 'activity.setNote', args: { key: 'p:1', note: 'for the shop' } })
    await fireEvent.input(field, { target: { value: 'for the workshop' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Close details' }))
    await waitFor(() =>
      expect(imp.calls).toContainEqual({
        name: 'activity.setNote',
        args: { key: 'p:1', note: 'for the workshop' }
      })
    )
  })

  it('show that a note could not be saved', async () => {
    const imp = impOf([sampleRow()], paymentDetails({ state: 'succeeded' }))
    imp.answer({ activity: { setNote: () => fail('store-failed') } })
    await open(imp, 'p:1')
    const field = await screen.findByRole('textbox', { name: 'Note' })
    await fireEvent.input(field, { target: { value: 'x' } })
    await fireEvent.blur(field)
    expect(await screen.findByText(/note could not be saved/u)).toBeTruthy()
  })
})
