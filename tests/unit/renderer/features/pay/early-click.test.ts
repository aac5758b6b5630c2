import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NOW, sampleCard, samplePayment } from '../../../../support/fixtures/samples'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import { sat } from '../../../../../src/shared/money'
import { ok } from '../../../../../src/shared/result'
import { argsOf, click } from '../../show-app'
import { withCard } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

describe('a click that comes too early', () => {
  it('pays nothing and explains why, and the next one pays', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    await fireEvent.click(await screen.findByRole('button', { name: 'Pay 2,500 sats' }))
    await screen.findByText('The page just changed. Click again.')
    expect(argsOf(fake, 'pay.send')).toEqual([])
    await click('Pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toHaveLength(1)
  })

  it.each([
    ['the window comes to the front', () => window.dispatchEvent(new Event('focus'))],
    [
      'the button moves',
      () =>
        vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 9, 80, 30))
    ],
    [
      'something covers the button',
      () => vi.spyOn(document, 'elementFromPoint').mockReturnValue(document.createElement('div'))
    ]
  ])('pays nothing if %s just before', async (_what, change) => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await waitFor(() => {
      expect(button.dataset['armed']).toBe('true')
    })
    change()
    await fireEvent.click(button)
    await screen.findByText('The page just changed. Click again.')
    expect(argsOf(fake, 'pay.send')).toEqual([])
    vi.restoreAllMocks()
  })

  it('pays nothing if just before the button only asked', async () => {
    const verdict = { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) } as const
    const fake = await withCard({ verdict }, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats…' })
    await waitFor(() => {
      expect(button.dataset['armed']).toBe('true')
    })
    fake.answer({ pay: { inspect: () => ok({ kind: 'cards', cards: [sampleCard()] }) } })
    fake.setState({ settings: { ...DEFAULT_SETTINGS, clickLimitSat: '9000' } })
    // Polled more often than the button is: the click comes before the button has looked.
    await vi.waitUntil(() => button.textContent.trim() === 'Pay 2,500 sats', { interval: 1 })
    await fireEvent.click(button)
    await screen.findByText('The page just changed. Click again.')
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })
})

describe('the keyboard focus', () => {
  it('moves from the field to the button with Enter, which does not pay yet', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    await fireEvent.keyDown(screen.getByLabelText('Invoice'), { key: 'Enter' })
    expect(document.activeElement).toBe(button)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })

  it('stays at the payment when its button disappears', async () => {
    await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    button.focus()
    await click('Pay 2,500 sats')
    await screen.findByText(/Closing the window does not stop it/u)
    await waitFor(() => expect(document.activeElement?.tagName).toBe('ARTICLE'))
  })

  it('ignores the repeats of a held key', async () => {
    const fake = await withCard({}, { send: () => ok(samplePayment()) })
    const button = await screen.findByRole('button', { name: 'Pay 2,500 sats' })
    const goesOn = await fireEvent.keyDown(button, { key: 'Enter', repeat: true, cancelable: true })
    expect(goesOn).toBe(false)
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })
})
