import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { expect } from 'vitest'
import App from '../../../src/renderer/App.svelte'
// The window loads these on demand. Here they are loaded before the clock of a test starts.
import '../../../src/renderer/frame/ConnectionPopover.svelte'
import '../../../src/renderer/frame/Screens.svelte'
import { AppModel } from '../../../src/renderer/lib/app.svelte'
import type { Route } from '../../../src/renderer/lib/router.svelte'
import type { FakeImp } from '../../support/fakes/fake-imp'

/** Shows the whole window with a fake main process, at one screen; resolves when the first state is drawn. */
export async function showApp(fake: FakeImp, route?: Route): Promise<AppModel> {
  const app = new AppModel(fake.api)
  if (route !== undefined) app.router.go(route)
  render(App, { props: { app } })
  await screen.findByRole('heading', { level: 1 })
  return app
}

/** Replaces the text of a field, like a person. */
export async function type(label: string, text: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText(label), { target: { value: text } })
}

export async function click(name: string | RegExp): Promise<void> {
  await press(screen.getByRole('button', { name }))
}

/** Clicks. Waits first until a button that spends money is armed. */
export async function press(button: HTMLElement): Promise<void> {
  if (button.hasAttribute('data-armed')) {
    await waitFor(() => {
      expect(button.getAttribute('data-armed')).toBe('true')
    })
  }
  await fireEvent.click(button)
}

/** From the first question to the form for an IMP node. */
export async function enterAddress(): Promise<void> {
  await click('Enter an address')
  await screen.findByLabelText('Node address')
}

/** Calls of one name, in their order, with their arguments. */
export function argsOf(fake: FakeImp, name: string): unknown[] {
  return fake.calls.filter((call) => call.name === name).map((call) => call.args)
}
