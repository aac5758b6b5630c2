import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import { fail } from '../../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../../support/fake-imp'
import { sampleState } from '../../../../support/samples'
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

describe('erasing the records', () => {
  it('needs the word, typed', async () => {
    const imp = await open()
    await openErasing()
    await click('Erase')
    await type('Type erase to go on', 'eras')
    await click('Erase')
    const field = screen.getByLabelText('Type erase to go on')
    await fireEvent.submit(field)
    expect(argsOf(imp, 'connection.forget')).toEqual([])

    await type('Type erase to go on', ' Erase ')
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

  it('says when it could not be done, and stays open', async () => {
    const imp = await open()
    imp.answer({ connection: { forget: () => fail('erase-failed') } })
    await openErasing()
    await type('Type erase to go on', 'erase')
    await click('Erase')
    expect((await screen.findByRole('alert')).textContent).toContain('could not be erased')
  })
})
