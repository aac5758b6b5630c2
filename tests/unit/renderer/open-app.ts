import { render, screen } from '@testing-library/svelte'
import App from '../../../src/renderer/App.svelte'
import { AppModel } from '../../../src/renderer/lib/app.svelte'
import type { Route } from '../../../src/renderer/lib/router.svelte'
import type { FakeImp } from '../../support/fake-imp'

/** Opens the whole page on the given screen, as a person meets it. */
export async function openApp(imp: FakeImp, route: Route = { screen: 'inbox' }): Promise<AppModel> {
  const app = new AppModel(imp.api)
  app.router.go(route)
  render(App, { props: { app } })
  await screen.findByRole('heading', { level: 1 })
  return app
}
