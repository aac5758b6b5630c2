import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fakes/fake-imp'
import { sampleState } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp, type } from '../../show-app'

const state = sampleState()

async function open(patch: Partial<AppState> = {}): Promise<FakeImp> {
  const imp = fakeImp({ ...state, ...patch })
  await showApp(imp, { screen: 'settings' })
  return imp
}

async function openErasing(): Promise<void> {
  await screen.findByRole('heading', { name: 'Data' })
  await click('Erase…')
  await screen.findByRole('dialog', { name: 'Erase messages, payments and proofs?' })
}

async function choose(format: string): Promise<void> {
  await fireEvent.keyDown(await screen.findByRole('button', { name: 'Export…' }), { key: 'Enter' })
  await fireEvent.click(await screen.findByRole('menuitem', { name: format }))
}

describe('the export of everything', () => {
  it('has the chosen format, and reports how many entries were saved', async () => {
    const imp = await open()
    imp.answer({ activity: { exportAll: () => ok(1_284) } })
    await choose('As JSON')
    expect(await screen.findByText('1,284 entries saved')).toBeTruthy()
    expect(argsOf(imp, 'activity.exportAll')).toEqual([{ format: 'json' }])
  })

  it('shows its progress and can be cancelled', async () => {
    const imp = await open()
    let end: () => void = () => undefined
    imp.answer({
      activity: { exportAll: () => new Promise((resolve) => (end = () => resolve(ok(undefined)))) }
    })
    await choose('As CSV')
    imp.emit('exporting', { done: 31_400, total: 100_000 })
    await screen.findByText('31,400 of 100,000 saved')
    await click('Cancel')
    expect(argsOf(imp, 'activity.cancelExport')).toHaveLength(1)
    end()
    await waitFor(() => expect(screen.queryByText('31,400 of 100,000 saved')).toBeNull())
  })

  it('reports that it could not be written, and that no part of it is left', async () => {
    const imp = await open()
    imp.answer({ activity: { exportAll: () => fail('write-failed') } })
    await choose('As CSV')
    expect(await screen.findByText('The file could not be written')).toBeTruthy()
    expect(screen.getByText(/No part of it is left on the disk/u)).toBeTruthy()
  })
})

describe('erasing the records', () => {
  it('needs a typed word', async () => {
    const imp = await open()
    await openErasing()
    await click('Erase')
    await type('Type erase to continue', 'eras')
    await click('Erase')
    const field = screen.getByLabelText('Type erase to continue')
    await fireEvent.submit(field)
    expect(argsOf(imp, 'connection.forget')).toEqual([])

    await type('Type erase to continue', ' Erase ')
    await click('Erase')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(argsOf(imp, 'connection.forget')).toEqual([{ id: state.node?.id, erase: true }])
  })

  it('says what is lost and what stays', async () => {
    await open()
    await openErasing()
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText(/cannot be undone/u).textContent).toMatch(
      /forgets .*The node keeps its money and its channels\./u
    )
  })

  it('reports a failure, and stays open', async () => {
    const imp = await open()
    imp.answer({ connection: { forget: () => fail('erase-failed') } })
    await openErasing()
    await type('Type erase to continue', 'erase')
    await click('Erase')
    expect((await screen.findByRole('alert')).textContent).toContain('could not be erased')
  })
})
