import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { NOW, sampleCard, samplePayment, sampleState } from '../../../../support/fixtures/samples'
import { ok } from '../../../../../src/shared/result'
import { argsOf, click, showApp, type } from '../../show-app'
import { payRoute, withCard } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

describe('the input of an invoice', () => {
  it('keeps an invoice on a line of its own whole', async () => {
    const fake = fakeImp(sampleState())
    await showApp(fake, payRoute)
    await fireEvent.paste(screen.getByLabelText('Invoice'), {
      clipboardData: { files: [], getData: () => 'Please pay this:\nlnbc25u1p4s90f\nThanks' }
    })
    await waitFor(() =>
      expect(argsOf(fake, 'pay.inspect')).toEqual([
        { text: 'Please pay this: lnbc25u1p4s90f Thanks', messageId: undefined }
      ])
    )
  })

  it('reads the clipboard on a click, never automatically', async () => {
    const fake = fakeImp(sampleState(), {
      pay: {
        inspectClipboard: () => ok({ text: 'lnbc25u1', view: { kind: 'cards', cards: [sampleCard()] } })
      }
    })
    await showApp(fake, payRoute)
    expect(argsOf(fake, 'pay.inspectClipboard')).toEqual([])
    await click('Read clipboard')
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
  })

  it('shows that the clipboard is empty', async () => {
    await showApp(fakeImp(sampleState()), payRoute)
    await click('Read clipboard')
    await screen.findByText(/no text on the clipboard/u)
  })

  it('shows the result of the last text, whichever result comes last', async () => {
    let first: (value: unknown) => void = () => undefined
    const fake = fakeImp(sampleState(), {
      pay: {
        inspect: async ({ text }) => {
          if (text === 'old') await new Promise((resolve) => (first = resolve))
          return text === 'old' ? ok({ kind: 'lnurl' }) : ok({ kind: 'cards', cards: [sampleCard()] })
        }
      }
    })
    await showApp(fake, payRoute)
    await type('Invoice', 'old')
    await type('Invoice', 'new')
    await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    first(undefined)
    await vi.advanceTimersByTimeAsync(50)
    expect(screen.queryByText(/LNURL/u)).toBeNull()
  })

  it('is ready for the next invoice after Done', async () => {
    await withCard({ payment: samplePayment({ state: 'succeeded', proof: 'verified', settledAt: NOW }) })
    await screen.findByText(/Proof verified/u)
    await click('Done')
    await screen.findByText('Paste or drop an invoice')
    expect(screen.getByLabelText<HTMLInputElement>('Invoice').value).toBe('')
  })
})
