import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { NOW, sampleInvoice, sampleState } from '../../../../support/fixtures/samples'
import { sat } from '../../../../../src/shared/money'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, click, showApp, type } from '../../show-app'

const receive = { screen: 'receive' } as const

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

describe('the form for a new invoice', () => {
  it('creates an invoice with amount and memo, and shows its code and text', async () => {
    const invoice = sampleInvoice()
    const fake = fakeImp(sampleState(), { invoices: { create: () => ok(invoice) } })
    await showApp(fake, receive)
    await type('Amount', '48,000')
    await type('Memo', 'Logo sketches, second round')
    await click('Create invoice')
    await screen.findByText('Waiting for payment')
    expect(argsOf(fake, 'invoices.create')).toEqual([
      { amountSat: sat(48_000n), memo: 'Logo sketches, second round' }
    ])
    expect(screen.getByRole('img', { name: 'QR code' })).toBeTruthy()
    expect(screen.getByText(invoice.invoice)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('')
  })

  it('gives up height only to open invoices', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake, receive)
    const form = screen.getByRole('form', { name: 'New invoice' })
    expect(form.className).not.toContain('capped')
    fake.answer({ invoices: { recent: () => ok([sampleInvoice()]) } })
    fake.setChanged({ invoices: [sampleInvoice()] })
    await waitFor(() => expect(form.className).toContain('capped'))
  })

  it('shows the amount in the other unit while it is typed', async () => {
    await showApp(fakeImp(sampleState()), receive)
    await type('Amount', '2500')
    expect(screen.getByText('0.00002500 BTC')).toBeTruthy()
  })

  it.each([
    ['', 'Enter an amount.'],
    ['0', 'The amount must be more than zero.'],
    ['-5', 'An amount cannot be negative.'],
    ['1.5', /smallest amount is 1 sat/u],
    ['0,5', /commas/u],
    ['twelve', /digits only/u],
    ['9999999999999999', /more than all bitcoin/u]
  ])('shows at the field why “%s” is not an amount, and does not call the node', async (text, words) => {
    const fake = fakeImp(sampleState())
    await showApp(fake, receive)
    await type('Amount', text)
    await click('Create invoice')
    expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getByLabelText('Amount').getAttribute('aria-invalid')).toBe('true')
    expect(argsOf(fake, 'invoices.create')).toEqual([])
  })

  it('counts the memo in bytes and refuses one that no invoice can hold', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake, receive)
    await type('Amount', '100')
    await type('Memo', '€'.repeat(213))
    expect(screen.getByText('639 of 639 bytes')).toBeTruthy()
    await type('Memo', '€'.repeat(214))
    expect(screen.getByText('642 of 639 bytes')).toBeTruthy()
    await click('Create invoice')
    expect(screen.getByText(/3 bytes too long/u)).toBeTruthy()
    expect(argsOf(fake, 'invoices.create')).toEqual([])
  })

  it('keeps the input, and shows no code, if the node returns another invoice', async () => {
    const fake = fakeImp(sampleState(), { invoices: { create: () => fail('invoice-mismatch') } })
    await showApp(fake, receive)
    await type('Amount', '100')
    await click('Create invoice')
    await screen.findByText('The node made a different invoice from the one you asked for')
    expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('100')
    expect(screen.queryByRole('img', { name: 'QR code' })).toBeNull()
  })

  it('requests an invoice once, however fast the clicks', async () => {
    const fake = fakeImp(sampleState(), { invoices: { create: () => new Promise(() => undefined) } })
    await showApp(fake, receive)
    await type('Amount', '100')
    for (let i = 0; i < 10; i++) await click('Create invoice')
    expect(argsOf(fake, 'invoices.create')).toHaveLength(1)
  })
})

describe('the view of an invoice', () => {
  const open = sampleInvoice()
  const showing = (invoice = open) =>
    fakeImp(sampleState(), { invoices: { recent: () => ok([invoice]), get: () => ok(invoice) } })
  const at = (hash: string) => ({ screen: 'receive', paymentHash: hash }) as const

  it('copies the text and the link', async () => {
    const fake = showing()
    await showApp(fake, at(open.paymentHash))
    await screen.findByText('Waiting for payment')
    await click('Copy invoice')
    await click('Copy as lightning: link')
    expect(argsOf(fake, 'app.copyText')).toEqual([
      { text: open.invoice },
      { text: `lightning:${open.invoice}` }
    ])
  })

  describe('the picture of the QR code', () => {
    const png = Uint8Array.of(137, 80, 78, 71)
    beforeEach(() => {
      // jsdom draws nothing. This canvas ignores drawing and returns these bytes.
      const context = { fillRect: () => undefined } as never
      vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context)
      vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) =>
        done({ arrayBuffer: () => Promise.resolve(png.buffer) } as never)
      )
    })
    afterEach(() => vi.restoreAllMocks())

    it('is copied, and that is announced', async () => {
      const fake = showing()
      await showApp(fake, at(open.paymentHash))
      await screen.findByText('Waiting for payment')
      await click('Copy image of the QR code')
      const said = await screen.findByText('Image copied')
      expect(said.getAttribute('role')).toBe('status')
      expect(argsOf(fake, 'invoices.copyQr')).toEqual([{ paymentHash: open.paymentHash, png }])
    })

    it('reports that the clipboard refused it', async () => {
      const fake = showing()
      fake.answer({ invoices: { copyQr: () => fail('not-copied') } })
      await showApp(fake, at(open.paymentHash))
      await screen.findByText('Waiting for payment')
      await click('Copy image of the QR code')
      expect(await screen.findByText('Not copied: the clipboard did not take the image.')).toBeTruthy()
    })
  })

  it('turns green in place when the invoice is paid, and the code disappears', async () => {
    const fake = showing()
    await showApp(fake, at(open.paymentHash))
    await screen.findByText('Waiting for payment')
    const paid = sampleInvoice({ state: 'paid', paidAt: NOW })
    fake.answer({ invoices: { recent: () => ok([paid]) } })
    fake.setChanged({ invoices: [paid] })
    await screen.findByText('Paid at 10:25')
    expect(screen.queryByRole('img', { name: 'QR code' })).toBeNull()
    expect(document.querySelector('main [aria-current]')?.textContent).toMatch(/48,000 sats.*Paid/su)
  })

  it('shows the expiry while it is open, and offers to create the invoice again', async () => {
    const again = sampleInvoice({ paymentHash: 'e'.repeat(64) as never, expiresAt: NOW + 7_200_000 })
    const fake = showing()
    fake.answer({ invoices: { create: () => ok(again) } })
    await showApp(fake, at(open.paymentHash))
    await screen.findByText('Waiting for payment')
    vi.setSystemTime(open.expiresAt)
    await vi.advanceTimersByTimeAsync(1000)
    await screen.findByText(/^Expired at/u)
    expect(screen.queryByRole('img', { name: 'QR code' })).toBeNull()
    await click('Create again')
    await screen.findByText('Waiting for payment')
    expect(argsOf(fake, 'invoices.create')).toEqual([{ amountSat: sat(48_000n), memo: open.memo }])
  })

  it('is opened from the list of open invoices and closed again', async () => {
    const fake = showing()
    await showApp(fake, receive)
    await fireEvent.click(await screen.findByRole('button', { name: /48,000 sats/u }))
    await screen.findByText('Waiting for payment')
    await click('Close')
    await waitFor(() => expect(screen.queryByText('Waiting for payment')).toBeNull())
  })
})
