import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ActivityDetails } from '../../../../../src/shared/domain/activity'
import { fail, ok } from '../../../../../src/shared/result'
import { sampleRow } from '../../../../support/fakes/fake-activity'
import { MIRA, NOW, sampleInvoice, samplePayment } from '../../../../support/fixtures/samples'
import { argsOf } from '../../show-app'
import { findDrawer, impOf, openActivity, paymentDetails } from './show-activity'

describe('the details of an entry', () => {
  it('offer to copy a verified proof as a whole', async () => {
    const preimage = '4e15ab3b4378b89f'.repeat(4)
    const imp = impOf(
      [sampleRow()],
      paymentDetails({ state: 'succeeded', proof: 'verified', preimage, settledAt: NOW })
    )
    await openActivity(imp, 'p:1')
    expect(within(await findDrawer()).getByText('Paid, proof verified')).toBeTruthy()
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

  it('name the time of a payment whose outcome was unknown at first, once and with its day', async () => {
    const late = { state: 'succeeded', proof: 'verified', learnedLate: true, settledAt: NOW } as const
    await openActivity(impOf([sampleRow()], paymentDetails({ ...late, paidAt: NOW - 60_000 })), 'p:1')
    const settled = within(await findDrawer()).getByText('Settled').nextElementSibling?.textContent
    expect(settled?.trim()).toMatch(/^[^,:]+, \d\d:\d\d:\d\d$/u)
  })

  it('save a verified proof as a file', async () => {
    const imp = impOf(
      [sampleRow()],
      paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab' })
    )
    await openActivity(imp, 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Save proof' }))
    expect(argsOf(imp, 'activity.saveProof')).toEqual([{ paymentHash: samplePayment().paymentHash }])
    expect(await screen.findByText('Saved')).toBeTruthy()
  })

  it('never offer a proof that does not match', async () => {
    await openActivity(
      impOf([sampleRow()], paymentDetails({ state: 'succeeded', proof: 'mismatch', preimage: 'ab' })),
      'p:1'
    )
    expect(within(await findDrawer()).getByRole('alert').textContent).toContain('Proof does not match')
    expect(screen.queryByRole('button', { name: 'Copy proof' })).toBeNull()
  })

  it('ask the node about an unknown outcome without sending anything', async () => {
    const imp = impOf(
      [sampleRow({ state: 'unknown' })],
      paymentDetails({ state: 'unknown', unknown: 'deadline' })
    )
    imp.answer({ pay: { checkAgain: () => fail('node-cannot-tell') } })
    await openActivity(imp, 'p:1')
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
    await openActivity(imp, 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Check again' }))
    expect(
      await screen.findByText(/^Checked at .*does not list this payment\. That proves nothing/u)
    ).toBeTruthy()
  })

  it('follow the payment while it ends', async () => {
    const imp = impOf([sampleRow({ state: 'sending' })], paymentDetails({ state: 'sending' }))
    await openActivity(imp, 'p:1')
    const word = await within(await findDrawer()).findByText('Sending', { selector: '[role=status]' })
    expect(word.closest('.state')?.textContent.trim()).toMatch(/^Sending\s+\d/u)
    const details = paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab', settledAt: NOW })
    imp.answer({ activity: { details: () => ({ ok: true, value: details }) } })
    imp.setChanged({ payments: [samplePayment({ state: 'succeeded' })] })
    expect(await screen.findByText('Paid, proof verified')).toBeTruthy()
  })

  it('link an open invoice to its QR code', async () => {
    const invoice = sampleInvoice({ expiresAt: Date.now() + 3_600_000 })
    const app = await openActivity(impOf([sampleRow()], { kind: 'invoice', invoice }), 'i:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Show QR' }))
    expect(app.router.route).toEqual({ screen: 'receive', paymentHash: invoice.paymentHash })
  })

  it.each([
    ['node', 'The node says'],
    ['connection', 'The connection layer said']
  ] as const)('say whose words came with a payment: %s', async (said, words) => {
    const unknown = { state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said } as const
    await openActivity(impOf([sampleRow()], paymentDetails(unknown)), 'p:1')
    const details = (await screen.findByText('closed')).closest('details')
    expect(details?.textContent).toContain(`${words}: closed`)
    expect(details?.open).toBe(false)
  })

  it('link to the message that carried the invoice', async () => {
    const details: ActivityDetails = {
      kind: 'payment',
      payment: samplePayment({ state: 'succeeded' }),
      payeeName: undefined,
      message: { from: MIRA, name: 'Mira', seq: 7 }
    }
    const app = await openActivity(impOf([sampleRow()], details), 'p:1')
    await fireEvent.click(await screen.findByRole('button', { name: 'Message from Mira' }))
    expect(app.router.route).toEqual({ screen: 'inbox', pubkey: MIRA, seq: 7 })
  })

  it('save a note when its field loses the focus and when the drawer closes', async () => {
    const imp = impOf([sampleRow()], paymentDetails({ state: 'succeeded', note: 'old' }))
    await openActivity(imp, 'p:1')
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
    await openActivity(imp, 'p:1')
    const field = await screen.findByRole('textbox', { name: 'Note' })
    await fireEvent.input(field, { target: { value: 'x' } })
    await fireEvent.blur(field)
    expect(await screen.findByText(/note could not be saved/u)).toBeTruthy()
  })
})
