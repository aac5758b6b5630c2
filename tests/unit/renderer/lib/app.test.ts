import { describe, expect, it } from 'vitest'
import { AppModel } from '../../../../src/renderer/lib/app.svelte'
import type { Route } from '../../../../src/renderer/lib/router.svelte'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { SavedNode } from '../../../../src/shared/domain/node'
import { fail, ok, type Result } from '../../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../../support/fakes/fake-imp'
import { sampleState, savedNode } from '../../../support/fixtures/samples'

const home = savedNode({ id: 'home' })
const shop = savedNode({ id: 'shop' })
const third = savedNode({ id: 'third' })
const invoice: Route = { screen: 'pay', text: 'lnbc25u1' }

async function connected() {
  const fake = fakeImp(sampleState({ node: home, nodes: [home, shop] }))
  const app = new AppModel(fake.api)
  app.start()
  await expect.poll(() => app.state?.node?.id).toBe('home')
  app.router.go({ screen: 'settings' })
  return { fake, app }
}

type Answer = Result<undefined, 'not-found'>

/** Main answers no call to switch before the returned function is called. */
function holdAnswers(fake: FakeImp): (node: SavedNode, answer: Answer) => void {
  const waiting = new Map<NodeId, (answer: Answer) => void>()
  fake.answer({ connection: { use: ({ id }) => new Promise<Answer>((resolve) => waiting.set(id, resolve)) } })
  return (node, answer) => waiting.get(node.id)?.(answer)
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
    fake.setState({ node: third })
    fake.answer({ connection: { use: () => fail('not-found') } })
    expect(await app.use(shop.id, invoice)).toBe('not-found')
    fake.setState({ node: shop })
    expect(app.router.route.screen).toBe('settings')
  })

  it.each([
    ['fails', fail('not-found')],
    ['succeeds', ok(undefined)]
  ] as const)(
    'opens the route of the latest choice if an earlier one %s meanwhile',
    async (_what, outcome) => {
      const { fake, app } = await connected()
      const answer = holdAnswers(fake)
      const earlier = app.use(third.id, { screen: 'activity' })
      const later = app.use(shop.id, invoice)
      fake.setState({ node: third })
      answer(third, outcome)
      await earlier
      expect(app.router.route.screen).toBe('settings')
      fake.setState({ node: shop })
      expect(app.router.route).toEqual(invoice)
      answer(shop, ok(undefined))
      expect(await later).toBeUndefined()
    }
  )
})
