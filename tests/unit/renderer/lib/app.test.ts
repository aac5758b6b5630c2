import { describe, expect, it } from 'vitest'
import { AppModel } from '../../../../src/renderer/lib/app.svelte'
import type { Route } from '../../../../src/renderer/lib/router.svelte'
import { fail } from '../../../../src/shared/result'
import { fakeImp } from '../../../support/fakes/fake-imp'
import { sampleState, savedNode } from '../../../support/fixtures/samples'

const [home, shop] = [savedNode({ id: 'home' }), savedNode({ id: 'shop' })]
const invoice: Route = { screen: 'pay', text: 'lnbc25u1' }

async function connected() {
  const fake = fakeImp(sampleState({ node: home, nodes: [home, shop] }))
  const app = new AppModel(fake.api)
  app.start()
  await expect.poll(() => app.state?.node?.id).toBe('home')
  app.router.go({ screen: 'settings' })
  return { fake, app }
}

describe('switching to a node with a route', () => {
  it('opens the route once that node is active, and not before', async () => {
    const { fake, app } = await connected()
    expect(await app.use(shop.id, invoice)).toBeUndefined()
    expect(app.router.route.screen).toBe('settings')
    fake.setState({ node: shop })
    expect(app.router.route).toEqual(invoice)
  })

  it('opens it at once if the node is active already, and never later', async () => {
    const { fake, app } = await connected()
    expect(await app.use(home.id, invoice)).toBeUndefined()
    expect(app.router.route).toEqual(invoice)
    app.router.go({ screen: 'settings' })
    for (const node of [shop, home]) fake.setState({ node })
    expect(app.router.route.screen).toBe('settings')
  })

  it('opens it with no other node, and not after the wallet could not switch', async () => {
    const { fake, app } = await connected()
    await app.use(shop.id, invoice)
    fake.setState({ node: savedNode({ id: 'third' }) })
    fake.answer({ connection: { use: () => fail('not-found') } })
    expect(await app.use(shop.id, invoice)).toBe('not-found')
    fake.setState({ node: shop })
    expect(app.router.route.screen).toBe('settings')
  })
})
