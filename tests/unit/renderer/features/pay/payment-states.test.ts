import { screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SomeAnswers } from '../../../../support/fakes/fake-imp'
import { NOW, samplePayment } from '../../../../support/fixtures/samples'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { msat, sat } from '../../../../../src/shared/money'
import type { Payment } from '../../../../../src/shared/domain/payment'
import { fail, ok } from '../../../../../src/shared/result'
import { argsOf, click } from '../../show-app'
import { withCard } from './show-pay'

beforeEach(() => vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }))
afterEach(() => vi.useRealTimers())

describe('a payment', () => {
  const withPayment = (patch: Partial<Payment>, answers?: SomeAnswers['pay']) =>
    withCard({ payment: samplePayment(patch) }, answers)

  it('that failed shows that no money left, and can be tried again', async () => {
    const fake = await withPayment(
      { state: 'failed', failure: 'no-route', nodeText: 'Failed payment', said: 'node' },
      { send: () => ok(samplePayment({ attempts: 2 })) }
    )
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /no route to Ostkurier. No money left.*Try again in a minute, or ask for a new invoice\.$/u
    )
    await click('Retry: pay 2,500 sats')
    await screen.findByText(/Closing the window does not stop it/u)
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: false }])
  })

  it('that failed keeps the text of the node under Details, to select and to copy', async () => {
    const nodeText = 'Failed payment:\nFAILURE_REASON_\u202eNO_ROUTE'
    const shown = 'Failed payment: FAILURE_REASON_⟨U+202E⟩NO_ROUTE'
    const fake = await withPayment({ state: 'failed', failure: 'no-route', nodeText, said: 'node' })
    const text = (await screen.findByText(/FAILURE_REASON/u)).closest('p')
    expect(text?.textContent).toBe(`The node says: ${shown}`)
    expect(text?.className).toContain('selectable')
    expect(text?.closest('details')?.open).toBe(false)
    expect(text?.closest('[role=alert]')).toBeNull()
    await click('Copy error text')
    expect(argsOf(fake, 'app.copyText')).toEqual([{ text: shown }])
  })

  it('that is held while it is sending says until when it may settle', async () => {
    const latestReturn = { height: 912_345, at: Date.UTC(2026, 10, 27, 14) }
    const fake = await withPayment({ state: 'sending', sentAt: NOW - 60_000, latestReturn })
    const note = await screen.findByText(/^On hold since/u)
    expect(note.closest('[role=status]')?.textContent).toMatch(
      /It may still settle until about .*, block 912,345\. If it does not, all of it comes back to you/u
    )
    expect(note.closest('[role=status]')?.textContent).not.toContain('another invoice')
    const advice = screen.getByText(/^Closing the window changes nothing\. Do not pay another invoice/u)
    expect(screen.getByRole('button', { name: 'Done' }).getAttribute('aria-describedby')).toBe(advice.id)
    expect(screen.queryByRole('button', { name: /Retry|Check again/u })).toBeNull()
    expect(screen.getByText('At the latest').nextElementSibling?.textContent).toMatch(
      /^About .*, block 912,345$/u
    )
    await click('Copy payment hash')
    expect(argsOf(fake, 'app.copyText')).toEqual([{ text: samplePayment().paymentHash }])
    // The next invoice does not have to wait for it.
    await click('Done')
    await screen.findByText('Paste or drop an invoice')
  })

  it.each(['sending', 'unknown'] as const)(
    'that is held after a retry of an attempt without an outcome claims no time for either: %s',
    async (state) => {
      await withPayment({
        ...{ state, unknown: state === 'unknown' ? 'still-in-flight' : undefined, attempts: 2 },
        ...{ createdAt: NOW - 4_000_000, sentAt: NOW - 60_000, isRetryOfUnknown: true },
        latestReturn: { height: 912_345, at: NOW + 60_000 }
      })
      await screen.findByText('On hold')
      expect(screen.getByText('Held for').nextElementSibling?.textContent).toBe('At most 1 h 6 min')
    }
  )

  it('that is held after a retry of an attempt that failed is held since the retry', async () => {
    await withPayment({
      ...{ state: 'sending', attempts: 2, createdAt: NOW - 4_000_000, sentAt: NOW - 60_000 },
      latestReturn: { height: 912_345, at: NOW + 60_000 }
    })
    await screen.findByText(/^On hold since/u)
    expect(screen.getByText('Held for').nextElementSibling?.textContent).toMatch(/^1:0\d$/u)
  })

  it.each([
    ['node', 'The node says: closed'],
    ['connection', 'The connection layer said: closed'],
    [undefined, 'The node or the connection layer said: closed']
  ] as const)('of unknown outcome names the source of the error text: %s', async (said, words) => {
    await withPayment({ state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said })
    expect((await screen.findByRole('alert')).textContent).not.toContain('closed')
    const details = screen.getByText('Details').closest('details')
    expect(details?.open).toBe(false)
    expect(details?.textContent).toContain(words)
  })

  it('with an unknown outcome is never called failed, and offers a check before a retry', async () => {
    const fake = await withPayment(
      { state: 'unknown', unknown: 'connection-broke' },
      { checkAgain: () => fail('node-cannot-tell'), send: () => ok(samplePayment({ attempts: 2 })) }
    )
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/Outcome unknown.*Count 2,500 sats as spent/u)
    expect(document.querySelector('article')?.textContent).not.toMatch(/not paid/iu)
    await click('Check again')
    await screen.findByText(/cannot report what became of a payment/u)
    expect(argsOf(fake, 'pay.send')).toEqual([])
    expect(screen.getByText(/If the first attempt failed, a retry really pays/u)).toBeTruthy()
    await click('Retry: pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: true }])
  })

  it('with an unknown outcome offers no retry while the wallet is offline', async () => {
    const fake = await withPayment({ state: 'unknown', unknown: 'connection-broke' })
    await screen.findByRole('button', { name: 'Retry: pay 2,500 sats' })
    fake.setState({
      connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 60_000, failure: { code: 'refused' } }
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull())
    expect(screen.queryByText(/a retry really pays/u)).toBeNull()
    expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy()
  })

  it('with an unknown outcome is retried at a node that reports outcomes only once it was asked', async () => {
    const payment = samplePayment({ state: 'unknown', unknown: 'connection-broke', checkedAt: NOW - 1 })
    const fake = await withCard(
      { payment },
      {
        checkAgain: () => ok({ payment: { ...payment, checkedAt: NOW + 1 }, finding: 'not-known' }),
        send: () => ok(samplePayment({ attempts: 2 }))
      }
    )
    fake.setState({ capabilities: { ...NO_CAPABILITIES, extension: true } })
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull())
    await click('Check again')
    await screen.findByText(/the node does not know this payment/u)
    await click('Retry: pay 2,500 sats')
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: true }])
  })

  it('that a node reports as under way has no retry there, whatever it knows of the end', async () => {
    const fake = await withPayment({ state: 'unknown', unknown: 'still-in-flight', checkedAt: NOW })
    await screen.findByText('Not settled yet')
    fake.setState({ capabilities: { ...NO_CAPABILITIES, extension: true } })
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull())
  })

  it('with an unknown outcome says that its retry asks first, why, and that it waits for the answer', async () => {
    const fake = await withCard(
      {
        payment: samplePayment({ state: 'unknown', unknown: 'connection-broke' }),
        retry: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) }
      },
      { send: () => new Promise<never>(() => undefined) }
    )
    const retry = await screen.findByRole('button', { name: 'Retry: pay 2,500 sats…' })
    expect(retry.className).not.toContain('pay')
    const words = screen.getByText(/above your one-click limit of 2,000 sats\. You’ll be asked to confirm\./u)
    expect(retry.getAttribute('aria-describedby')).toContain(words.id)
    await click('Retry: pay 2,500 sats…')
    await screen.findByText('The wallet asks you in a dialog. Nothing is sent yet.')
    expect(argsOf(fake, 'pay.send')).toMatchObject([{ retryUnknown: true }])
  })

  it('that another node may have sent is not retried here', async () => {
    await withCard({
      payment: samplePayment({ state: 'unknown', unknown: 'connection-broke' }),
      elsewhere: { node: 'till', state: 'unknown', erased: false, sentAt: NOW },
      retry: { kind: 'refused', code: 'tried-elsewhere' }
    })
    await screen.findByText('You already sent this through another node')
    expect(screen.queryByRole('button', { name: /^Retry/u })).toBeNull()
  })

  it('that failed says that its retry asks first, why, and that it waits for the answer', async () => {
    await withCard(
      {
        payment: samplePayment({ state: 'failed', failure: 'no-route' }),
        verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) }
      },
      { send: () => new Promise<never>(() => undefined) }
    )
    await screen.findByText(/above your one-click limit of 2,000 sats\. You’ll be asked to confirm\./u)
    await click('Retry: pay 2,500 sats…')
    await screen.findByText('The wallet asks you in a dialog. Nothing is sent yet.')
  })

  it('with an unknown outcome turns green when the node reports that it was paid', async () => {
    await withPayment(
      { state: 'unknown', unknown: 'deadline' },
      {
        checkAgain: () =>
          ok({
            payment: samplePayment({ state: 'succeeded', proof: 'unavailable', settledAt: NOW }),
            finding: 'settled'
          })
      }
    )
    await screen.findByRole('alert')
    await click('Check again')
    await screen.findByText(/says it is paid, but gave no proof/u)
  })

  it.each([
    ['not-listed', /^Checked at .*does not list this payment\. That proves nothing/u],
    ['beyond-list', /^Checked at .*does not reach this far/u],
    ['no-trace', /^Checked at .*does not know this payment\. The invoice has expired.*Ask the payee/u],
    ['in-flight', /^Checked at .*still under way/u]
  ] as const)('of unknown outcome shows what a check found and when: %s', async (finding, words) => {
    await withPayment(
      { state: 'unknown', unknown: 'deadline' },
      { checkAgain: () => ok({ payment: samplePayment({ state: 'unknown', checkedAt: NOW }), finding }) }
    )
    await screen.findByRole('alert')
    await click('Check again')
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toMatch(/Outcome unknown/u)
  })

  it('of unknown outcome names what it costs and the next check, and counts down to it', async () => {
    const fake = await withPayment({ state: 'unknown', unknown: 'connection-broke' })
    const next = () => screen.getByText('Next check').nextElementSibling?.textContent.trim()
    await screen.findByText('Next check')
    expect(next()).toBe('None. This node reports no outcomes.')
    fake.setState({ capabilities: { ...NO_CAPABILITIES, listPayments: true } })
    await waitFor(() => expect(next()).toBe('Within half an hour'))
    fake.setState({ capabilities: { ...NO_CAPABILITIES, extension: true } })
    await waitFor(() => expect(next()).toBe('Within a minute'))
    fake.setState({
      connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 60_000, failure: { code: 'refused' } }
    })
    await waitFor(() => expect(next()).toMatch(/^When 127\.0\.0\.1:8881 is back, next try in \d+ s$/u))
    fake.setState({ connection: { phase: 'blocked', failure: { code: 'key-refused' } } })
    await waitFor(() => expect(next()).toMatch(/is connected again/u))
    fake.setState({ connection: { phase: 'connecting', attempt: 1 } })
    await waitFor(() => expect(next()).toMatch(/, trying now$/u))
    fake.setState({ connection: { phase: 'idle' } })
    await waitFor(() => expect(next()).toMatch(/is connected again/u))
  })

  it('that turned out to be paid says so, when the wallet heard of it, and for how long it was unknown', async () => {
    await withPayment({
      ...{ state: 'succeeded', proof: 'verified', preimage: '4e'.repeat(32), learnedLate: true },
      ...{ sentAt: NOW - 360_000, checkedAt: NOW, settledAt: NOW, feeMsat: msat(2_400n) }
    })
    const note = (await screen.findByText('Paid after all')).closest('[role=status]')
    expect(note?.textContent).toMatch(
      /had gone through before the wallet heard of it, at \d\d:\d\d\.\s+Proof verified/u
    )
    expect(screen.getByText('Known since').nextElementSibling?.textContent).toMatch(
      /, unknown for 6 min\. The node does not report when it was paid\./u
    )
  })

  it('that turned out to be paid says when it was paid, if the node reports that', async () => {
    await withPayment({
      ...{ state: 'succeeded', proof: 'verified', preimage: '4e'.repeat(32), learnedLate: true },
      ...{ sentAt: NOW - 360_000, checkedAt: NOW, settledAt: NOW, paidAt: NOW - 351_000 }
    })
    const note = (await screen.findByText('Paid after all')).closest('[role=status]')
    expect(note?.textContent).toMatch(
      /had gone through at \d\d:\d\d; the wallet heard of it at \d\d:\d\d\.\s+Proof verified/u
    )
    expect(screen.getByText('Paid at').nextElementSibling?.textContent).toMatch(
      /^\d\d:\d\d:\d\d, unknown for 6 min$/u
    )
    expect(screen.queryByText('Known since')).toBeNull()
  })

  it('that the node called already paid was never unknown', async () => {
    await withPayment({ state: 'succeeded', proof: 'unavailable', learnedLate: true, settledAt: NOW })
    await screen.findByText('Known since')
    expect(screen.queryByText(/after all|unknown for/u)).toBeNull()
  })

  it('that is paid shows the fee, its share, and the sum', async () => {
    await withPayment({
      ...{ state: 'succeeded', proof: 'verified', preimage: '4e'.repeat(32), settledAt: NOW },
      feeMsat: msat(2_400n)
    })
    await screen.findByText('2.4 sats, 0.1%')
    expect(screen.getByText('In total').nextElementSibling?.textContent).toBe('2,502.4 sats')
  })

  it('whose proof does not match is a clear alarm, not a success', async () => {
    await withPayment({ state: 'succeeded', proof: 'mismatch', preimage: '00'.repeat(32), settledAt: NOW })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/the proof does not match/u)
    expect(alert.className).toContain('red')
  })

  it('ignores an older event about it', async () => {
    const fake = await withPayment({ state: 'succeeded', proof: 'verified', settledAt: NOW })
    await screen.findByText(/Proof verified/u)
    fake.setChanged({ payments: [samplePayment({ state: 'sending' })] })
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getByText(/Proof verified/u)).toBeTruthy()
  })
})
