import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { UpdateState } from '../../../../../src/shared/domain/update'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { NOW, sampleState } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'

async function open(updates: UpdateState): Promise<FakeImp> {
  const imp = fakeImp(sampleState({ updates }))
  await showApp(imp, { screen: 'settings' })
  return imp
}
const calls = (imp: FakeImp, name: string) => imp.calls.filter((call) => call.name === name).length

describe('About', () => {
  it('checks for updates when the person asks, and shows the progress', async () => {
    const imp = await open({ phase: 'current', checkedAt: undefined })
    await fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    expect(calls(imp, 'updates.check')).toBe(1)
    imp.setState({ updates: { phase: 'checking' } })
    expect(await screen.findByText('Checking for updates…')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull()
    imp.setState({ updates: { phase: 'downloading', version: '2.0.0' } })
    expect(await screen.findByText('Downloading version 2.0.0…')).toBeTruthy()
  })

  it.each(['development', 'system', 'no-feed'] as const)(
    'offers nothing if the wallet does not look for updates: %s',
    async (why) => {
      await open({ phase: 'off', why })
      expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull()
      expect(screen.queryByRole('button', { name: 'Restart now' })).toBeNull()
    }
  )

  it('restarts when the person clicks, but not while a payment is being sent', async () => {
    const imp = await open({ phase: 'ready', version: '2.0.0' })
    imp.answer({ updates: { restart: () => fail('payment-running') } })
    await fireEvent.click(screen.getByRole('button', { name: 'Restart now' }))
    expect((await screen.findByRole('alert')).textContent).toContain('A payment is being sent')
    imp.answer({ updates: { restart: () => ok(undefined) } })
    await fireEvent.click(screen.getByRole('button', { name: 'Restart now' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(calls(imp, 'updates.restart')).toBe(2)
  })

  it('reports that an update without the right signature was rejected', async () => {
    await open({ phase: 'failed', why: 'not-trusted', at: NOW })
    expect(screen.getByText('An update was rejected')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Check now' })).toBeTruthy()
  })

  it('shows the licences of what ships, each with its text', async () => {
    const imp = await open({ phase: 'current', checkedAt: undefined })
    const qr = {
      name: 'qr',
      version: '0.7.0',
      licence: '(MIT OR Apache-2.0)',
      text: 'Permission is hereby granted'
    }
    imp.answer({ app: { licences: () => ok([qr]) } })
    await fireEvent.click(screen.getByRole('button', { name: 'Show' }))
    expect(await screen.findByText('Permission is hereby granted')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: /^Chromium/u }))
    expect(calls(imp, 'app.openChromiumLicences')).toBe(1)
  })
})
