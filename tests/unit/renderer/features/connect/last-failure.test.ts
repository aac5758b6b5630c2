import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ConnectionState } from '../../../../../src/shared/domain/connection'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { savedLnd } from '../../../../support/fixtures/sample-pairing'
import { sampleState, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp } from '../../show-app'

const home = savedNode({ id: 'home', address: 'home.example:8881' })
const shop = savedNode({ id: 'shop', address: 'shop.example:8881', lastFailure: 'certificate-changed' })
const cabin = { ...savedLnd('k5', { alias: 'cabin' }), lastFailure: 'lnd-key-refused' } as const

const rows = (list: string) =>
  within(screen.getByRole('list', { name: list }))
    .getAllByRole('listitem')
    .map((row) => row.textContent.replace(/\s+/gu, ' '))

async function open(connection: ConnectionState = { phase: 'ready', since: 0 }) {
  const imp = fakeImp(sampleState({ node: home, nodes: [home, shop, cabin], connection }))
  const app = await showApp(imp, { screen: 'settings' })
  return { imp, app }
}
/** The words that describe the button to a screen reader. */
const described = (button: HTMLElement) =>
  (button.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent.trim())
    .join('. ')

async function openStatus() {
  within(screen.getByRole('navigation', { name: 'Main' }))
    .getByRole('button')
    .click()
  return within(await screen.findByRole('list', { name: 'Other nodes' }))
}

describe('a node that is not in use and last needed the person', () => {
  it('says why, in Settings and at the connection status', async () => {
    await open()
    const [, second, third] = rows('Your nodes')
    expect(second).toContain('Certificate changed')
    expect(third).toContain('Key refused')
    await openStatus()
    const [first, last] = rows('Other nodes')
    expect(first).toContain('Certificate changed')
    expect(last).toContain('Key refused')
  })

  it('says why in the description of its button too', async () => {
    await open()
    const button = (name: string) => screen.getByRole('button', { name })
    expect(described(button('Use shop.example:8881'))).toMatch(/^Certificate changed\. This computer/u)
    expect(described(button('Pair cabin again'))).toMatch(/^Key refused\. LND/u)
    const others = await openStatus()
    expect(described(others.getByRole('button', { name: 'Pair cabin again' }))).toMatch(/^Key refused\. LND/u)
  })

  it('is paired again in place of used if it refused the key, and used if the person has to look at it', async () => {
    const { imp, app } = await open()
    expect(screen.queryByRole('button', { name: 'Use cabin' })).toBeNull()
    await click('Use shop.example:8881')
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'shop' }])
    await click('Pair cabin again')
    await waitFor(() => expect(app.router.route).toEqual({ screen: 'connect' }))
    expect(argsOf(imp, 'pairing.begin')).toEqual([{ again: 'k5' }])
  })

  it('is used if its key was missing, because the keychain may return it by now', async () => {
    const locked = { ...cabin, lastFailure: 'lnd-key-missing' } as const
    const imp = fakeImp(sampleState({ node: home, nodes: [home, locked] }))
    await showApp(imp, { screen: 'settings' })
    expect(rows('Your nodes')[1]).toContain('Key missing')
    await click('Use cabin')
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'k5' }])
  })

  it('is paired again from the connection status, which says if that could not begin', async () => {
    const { imp } = await open()
    imp.answer({ pairing: { begin: () => fail('process-failed') } })
    const others = await openStatus()
    others.getByRole('button', { name: 'Pair cabin again' }).click()
    expect((await screen.findByRole('alert')).textContent).toContain('did not start')
    imp.answer({ pairing: { begin: () => ok(undefined) } })
    others.getByRole('button', { name: 'Pair cabin again' }).click()
    await waitFor(() => expect(argsOf(imp, 'pairing.begin')).toHaveLength(2))
  })

  it('can still be used to read its records', async () => {
    const { imp } = await open()
    await click('Options for shop.example:8881')
    expect(screen.queryByRole('button', { name: 'Use anyway' })).toBeNull()
    await click('Cancel')
    await click('Options for cabin')
    imp.answer({ connection: { use: () => fail('not-found') } })
    await click('Use anyway')
    await screen.findByText('This node is no longer saved')
    imp.answer({ connection: { use: () => ok(undefined) } })
    await click('Use anyway')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'k5' }, { id: 'k5' }])
  })
})

describe('the node in use', () => {
  it('shows why it is blocked now, whatever happened earlier', async () => {
    const before = { ...home, lastFailure: 'key-refused' } as const
    const imp = fakeImp(
      sampleState({ node: before, nodes: [before], connection: { phase: 'ready', since: 0 } })
    )
    await showApp(imp, { screen: 'settings' })
    expect(rows('Your nodes')[0]).toContain('In use')
    imp.setState({ connection: { phase: 'blocked', failure: { code: 'not-an-imp-node' } } })
    await waitFor(() => expect(rows('Your nodes')[0]).toContain('Not an IMP node'))
    expect(rows('Your nodes')[0]).toContain('In use')
  })
})
