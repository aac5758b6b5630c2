import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import { DEFAULT_SETTINGS } from '../../../../../src/shared/domain/settings'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { sampleState } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'

async function open(state: Partial<AppState> = {}): Promise<FakeImp> {
  const imp = fakeImp(sampleState(state))
  await showApp(imp, { screen: 'settings' })
  return imp
}
const changes = (imp: FakeImp): readonly unknown[] =>
  imp.calls.filter((call) => call.name === 'settings.change').map((call) => call.args)

describe('the settings', () => {
  it('save a spending limit when its field loses the focus', async () => {
    const imp = await open()
    const field = screen.getByLabelText(/^One click pays up to/u)
    await fireEvent.input(field, { target: { value: '25 000' } })
    await fireEvent.change(field)
    expect(changes(imp)).toEqual([{ clickLimitSat: '25000' }])
    expect(field).toHaveProperty('value', '25,000')
  })

  it('accept 0 as a limit, so that every payment asks for a confirmation', async () => {
    const imp = await open()
    const field = screen.getByLabelText(/^One click pays up to/u)
    await fireEvent.input(field, { target: { value: '0' } })
    await fireEvent.change(field)
    expect(changes(imp)).toEqual([{ clickLimitSat: '0' }])
  })

  it('refuse a limit that is not an amount, with an explanation, and keep the old one', async () => {
    const imp = await open()
    const field = screen.getByLabelText(/^Per day with one click/u)
    await fireEvent.input(field, { target: { value: '-5' } })
    await fireEvent.change(field)
    expect((await screen.findByRole('alert')).textContent).toContain('An amount cannot be negative.')
    expect(changes(imp)).toEqual([])
  })

  it('show how much of the day is used', async () => {
    await open()
    expect(screen.getByText('18,700 of 100,000 sats')).toBeTruthy()
    expect(screen.getByRole('meter').getAttribute('aria-valuenow')).toBe('18.7')
  })

  it('change theme and unit at once', async () => {
    const imp = await open()
    await fireEvent.click(screen.getByRole('radio', { name: 'Dark' }))
    await fireEvent.click(screen.getByRole('radio', { name: '₿' }))
    expect(changes(imp)).toEqual([{ theme: 'dark' }, { unit: 'bip177' }])
  })

  it('change what a notification may show', async () => {
    const imp = await open()
    expect(screen.getByRole('radio', { name: 'No details' })).toHaveProperty('checked', true)
    await fireEvent.click(screen.getByRole('radio', { name: 'Sender and text' }))
    await fireEvent.click(screen.getByRole('switch', { name: /^Paid invoices/u }))
    expect(changes(imp)).toEqual([{ notificationPrivacy: 'text' }, { notifyPaidInvoices: false }])
  })

  it('say that a change could not be saved, and show the old value', async () => {
    const imp = await open()
    imp.answer({ settings: { change: () => fail('store-failed') } })
    await fireEvent.click(screen.getByRole('switch', { name: /^Start at login/u }))
    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved')
    expect(screen.getByRole('switch', { name: /^Start at login/u })).toHaveProperty('checked', false)
  })

  it('say that a limit was not raised while another question is open, and show the old value', async () => {
    const imp = await open()
    imp.answer({ settings: { change: () => fail('another-question-open') } })
    const field = screen.getByLabelText(/^One click pays up to/u)
    await fireEvent.input(field, { target: { value: '25 000' } })
    await fireEvent.change(field)
    const note = await screen.findByRole('alert')
    expect(note.textContent).toContain('Another question comes first')
    expect(note.textContent).toContain(
      'Your limits are as before. Answer that question first, then try again.'
    )
    expect(screen.getByLabelText(/^One click pays up to/u)).toHaveProperty('value', '10,000')
  })

  it('show the default of this system for closing to the tray until the person chooses', async () => {
    const about = { ...sampleState().about, platform: 'win32' as const }
    const imp = await open({ about })
    const control = screen.getByRole('switch', { name: /^Close to tray/u })
    expect(control).toHaveProperty('checked', true)
    await fireEvent.click(control)
    expect(changes(imp)).toEqual([{ closeToTray: 'off' }])
  })

  it('have no switch for closing to the tray on a Mac, where the Dock brings the window back', async () => {
    await open({ about: { ...sampleState().about, platform: 'darwin' } })
    expect(screen.queryByRole('switch', { name: /^Close to tray/u })).toBeNull()
  })

  it('test another node before they use it', async () => {
    const imp = await open()
    imp.answer({ connection: { connect: () => ok({ kind: 'failed', failure: { code: 'refused' } }) } })
    const field = screen.getByLabelText('Node address')
    await fireEvent.input(field, { target: { value: '127.0.0.1:9999' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Test and save' }))
    expect(await screen.findByText(/Nothing answers at 127\.0\.0\.1:9999/u)).toBeTruthy()
    imp.answer({ connection: { connect: () => ok({ kind: 'connected' }) } })
    await fireEvent.click(screen.getByRole('button', { name: 'Test and save' }))
    expect(await screen.findByText('Saved')).toBeTruthy()
  })

  it('report that the demo node did not start', async () => {
    const imp = await open()
    imp.answer({ connection: { startDemoNode: () => fail('demo-node-failed') } })
    await fireEvent.click(screen.getByRole('button', { name: 'Start a demo node' }))
    expect((await screen.findByRole('alert')).textContent).toContain('The demo node did not start')
  })

  it('say that the API key is forgotten if there is no keychain', async () => {
    await open({ secretStorage: 'memory' })
    expect(screen.getByText(/kept only until the wallet quits/u)).toBeTruthy()
  })

  it('show what main holds', async () => {
    const imp = await open()
    imp.setState({ settings: { ...DEFAULT_SETTINGS, theme: 'light' } })
    await waitFor(() => expect(screen.getByRole('radio', { name: 'Light' })).toHaveProperty('checked', true))
  })
})
