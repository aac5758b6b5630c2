import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../../../src/shared/domain/app-state'
import { NO_CAPABILITIES, type SavedNode } from '../../../../../src/shared/domain/node'
import { fail } from '../../../../../src/shared/result'
import { fakeImp } from '../../../../support/fakes/fake-imp'
import { savedLnd } from '../../../../support/fixtures/sample-pairing'
import { MIRA, sampleState, savedNode } from '../../../../support/fixtures/samples'
import { argsOf, click, showApp, type } from '../../show-app'

const saved = (id: string, patch: Partial<Omit<SavedNode, 'id'>> = {}): SavedNode =>
  savedNode({ address: `${id}.example:8881`, security: { kind: 'tls' }, ...patch, id })
const [home, shop] = [saved('home'), saved('shop')]
const demo = saved('demo', { address: '127.0.0.1:4000', security: { kind: 'loopback' }, demo: true })

async function open(state: Partial<AppState>) {
  const imp = fakeImp(sampleState(state))
  const app = await showApp(imp, { screen: 'settings' })
  return { imp, app }
}
async function openForget(name: string) {
  await click(`Options for ${name}`)
  await screen.findByRole('dialog', { name: `Options for ${name}` })
  await click('Forget…')
  await screen.findByRole('dialog', { name: `Forget ${name}?` })
}
const list = (name = 'Your nodes') => within(screen.getByRole('list', { name }))

describe('the saved nodes', () => {
  it('are listed in Settings with their security, and the active one is marked', async () => {
    const exposed = saved('barn', { security: { kind: 'plaintext' } })
    await open({ node: home, nodes: [home, demo, exposed] })
    const rows = list()
      .getAllByRole('listitem')
      .map((row) => row.textContent.replace(/\s+/gu, ' ').trim())
    expect(rows).toEqual([
      expect.stringMatching(/^home\.example:8881 TLS .*In use/u),
      expect.stringMatching(/^Demo node On this computer, play money/u),
      expect.stringMatching(/^barn\.example:8881 Unencrypted .*Not encrypted/u)
    ])
    expect(list().getByText('In use').classList.contains('green')).toBe(true)
    expect(
      list()
        .getAllByRole('listitem')
        .map((row) => row.getAttribute('aria-current'))
    ).toEqual(['true', null, null])
    expect(list().queryByRole('button', { name: 'Use home.example:8881' })).toBeNull()
  })

  it('are activated with one click, in Settings and at the connection status', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    await click('Use shop.example:8881')
    await fireEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button'))
    await screen.findByRole('list', { name: 'Other nodes' })
    await fireEvent.click(list('Other nodes').getByRole('button', { name: 'Use shop.example:8881' }))
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'shop' }, { id: 'shop' }])
  })

  it('are offered if no node is active', async () => {
    const imp = fakeImp(sampleState({ node: undefined, connection: { phase: 'idle' }, nodes: [home, demo] }))
    await showApp(imp)
    await screen.findByRole('button', { name: 'Use Demo node' })
    const status = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
    expect(status.textContent).toContain('No node in use')
    await click('Use Demo node')
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'demo' }])
    imp.answer({ connection: { use: () => fail('demo-node-failed') } })
    await click('Use Demo node')
    expect((await screen.findByRole('alert')).textContent).toContain('The demo node did not start')
  })

  it('show nothing that was open at the previous node', async () => {
    const { imp, app } = await open({ node: home, nodes: [home, shop] })
    app.router.go({ screen: 'inbox', pubkey: MIRA })
    imp.setState({ node: shop })
    await waitFor(() => expect(app.router.route).toEqual({ screen: 'inbox' }))
    expect(app.router.lastConversation).toBeUndefined()
  })

  it('are forgotten only after the person decides about the records', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    await openForget('shop.example:8881')
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('radio', { name: /^Keep/u })).toHaveProperty('checked', true)
    await click('Cancel')
    expect(argsOf(imp, 'connection.forget')).toEqual([])

    await openForget('shop.example:8881')
    await screen.findByRole('dialog')
    await click('Forget')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await openForget('home.example:8881')
    await screen.findByRole('dialog')
    await fireEvent.click(screen.getByRole('radio', { name: /^Erase/u }))
    await click('Forget and erase')
    expect(argsOf(imp, 'connection.forget')).toEqual([
      { id: 'shop', erase: false },
      { id: 'home', erase: true }
    ])
  })

  it('get a name and a colour in this wallet', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    await click('Options for shop.example:8881')
    await type('Name', 'Till')
    await fireEvent.click(screen.getByRole('radio', { name: 'Violet' }))
    await click('Save')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(argsOf(imp, 'connection.label')).toEqual([{ id: 'shop', name: 'Till', colour: 5 }])
    imp.setState({ nodes: [home, { ...shop, givenName: 'Till', colour: 5 }] })
    await screen.findByRole('button', { name: 'Use Till' })
    await click('Options for Till')
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Till')
    expect(screen.getByRole('radio', { name: 'Violet' })).toHaveProperty('checked', true)
    expect(screen.getByText(/The node itself is called shop\.example:8881/u)).toBeTruthy()
    await type('Name', '')
    await click('Save')
    await waitFor(() => expect(argsOf(imp, 'connection.label')).toHaveLength(2))
    expect(argsOf(imp, 'connection.label')[1]).toEqual({ id: 'shop', name: '', colour: 5 })
  })

  it('get the colour of their key back', async () => {
    const till = { ...shop, givenName: 'Till', colour: 5 as const }
    const { imp } = await open({ node: home, nodes: [home, till] })
    await click('Options for Till')
    expect(screen.getByRole('radio', { name: 'Violet' })).toHaveProperty('checked', true)
    await click('Use the node’s own colour')
    expect(screen.getByRole('radio', { name: 'Violet' })).toHaveProperty('checked', false)
    expect(screen.queryByRole('button', { name: 'Use the node’s own colour' })).toBeNull()
    await click('Save')
    await waitFor(() => expect(argsOf(imp, 'connection.label')).toEqual([{ id: 'shop', name: 'Till' }]))
  })

  it('say that they are no longer saved only if that is why the name was not', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    await click('Options for shop.example:8881')
    imp.answer({ connection: { label: () => fail('internal' as never) } })
    await click('Save')
    expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong inside the wallet')
    imp.answer({ connection: { label: () => fail('not-found') } })
    await click('Save')
    await screen.findByText('The node is no longer saved')
  })

  it('keep the colour of their key if the person chooses none', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    await click('Options for shop.example:8881')
    await click('Save')
    await waitFor(() => expect(argsOf(imp, 'connection.label')).toEqual([{ id: 'shop', name: '' }]))
  })

  it('name the command that revokes the key of an LND before it is forgotten', async () => {
    const kitchen = savedLnd('k1')
    const { imp } = await open({ node: kitchen, nodes: [kitchen] })
    await openForget('kitchen')
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('The money stays on the node')
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Copy the command' }))
    expect(argsOf(imp, 'app.copyText')).toEqual([{ text: 'lncli deletemacaroonid 7' }])
  })

  it('say that the active LND refused the key, and pair it again', async () => {
    const [kitchen, till] = [
      savedLnd('k1'),
      savedLnd('k2', { pubkey: `03a7${'1b'.repeat(29)}55c0`, alias: 'till' })
    ]
    const { imp } = await open({
      node: kitchen,
      nodes: [kitchen, till],
      connection: { phase: 'blocked', failure: { code: 'lnd-key-refused' } }
    })
    expect(list().getAllByText('Key refused')).toHaveLength(1)
    await click('Pair kitchen again')
    await waitFor(() => expect(argsOf(imp, 'pairing.begin')).toEqual([{ again: 'k1' }]))
  })

  it.each([
    ['lnd-key-refused', 'Key refused'],
    ['lnd-key-missing', 'Key missing'],
    ['lnd-permission-missing', 'Key allows too little']
  ] as const)('do not say that all is well if the active LND needs a new key (%s)', async (code, words) => {
    const kitchen = savedLnd('k1')
    const { imp } = await open({
      node: kitchen,
      nodes: [kitchen],
      connection: { phase: 'blocked', failure: { code } }
    })
    expect(list().getByText(words)).toBeTruthy()
    expect(list().getByText('In use').classList.contains('green')).toBe(false)
    imp.answer({ pairing: { begin: () => fail('process-failed') } })
    await click('Pair kitchen again')
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The part of the wallet that talks to LND did not start'
    )
  })

  it('start one pairing, however often the button is pressed', async () => {
    const kitchen = savedLnd('k1')
    const { imp } = await open({
      node: kitchen,
      nodes: [kitchen],
      connection: { phase: 'blocked', failure: { code: 'lnd-key-refused' } }
    })
    const pair = screen.getByRole('button', { name: 'Pair kitchen again' })
    await Promise.all([fireEvent.click(pair), fireEvent.click(pair)])
    await waitFor(() => expect(argsOf(imp, 'pairing.begin')).toHaveLength(1))
  })

  it('say why the wallet did not switch, in Settings and at the connection status', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    imp.answer({ connection: { use: () => fail('not-found') } })
    await click('Use shop.example:8881')
    expect((await screen.findByRole('alert')).textContent).toContain('This node is no longer saved')
    await fireEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button'))
    await screen.findByRole('list', { name: 'Other nodes' })
    await fireEvent.click(list('Other nodes').getByRole('button', { name: 'Use shop.example:8881' }))
    await waitFor(() => expect(screen.getAllByText('This node is no longer saved')).toHaveLength(2))
  })

  it('stay saved if their records could not be erased, and the dialog says so', async () => {
    const { imp } = await open({ node: home, nodes: [home, shop] })
    imp.answer({ connection: { forget: () => fail('erase-failed') } })
    await openForget('shop.example:8881')
    await screen.findByRole('dialog')
    await click('Forget')
    expect((await screen.findByRole('alert')).textContent).toContain('The node is still saved')
  })
})

describe('the form for a saved node', () => {
  const pinned = { kind: 'tls-pinned', fingerprint: 'AB' } as const
  const node = saved('home', { security: pinned, hasApiKey: true, hasClientCertificate: true })

  it('keeps the trusted certificate, the key and the client certificate if they are not changed', async () => {
    const { imp } = await open({ node, nodes: [node] })
    expect(screen.getByText('The certificate you trusted, by its fingerprint')).toBeTruthy()
    expect(screen.getByLabelText('API key').getAttribute('placeholder')).toMatch(/^Saved/u)
    expect(screen.getByText('Saved for this node')).toBeTruthy()
    await click('Test and save')
    expect(argsOf(imp, 'connection.connect')).toEqual([{ address: 'home.example:8881', security: pinned }])
  })

  it('sends none of them to another address', async () => {
    const { imp } = await open({ node, nodes: [node] })
    await type('Node address', 'other.example')
    expect(screen.getByLabelText('API key').getAttribute('placeholder')).toBe('')
    await click('Test and save')
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { address: 'other.example', security: { kind: 'tls' } }
    ])
  })

  it('removes what the person removes, and keeps a new key no longer than needed', async () => {
    const { imp } = await open({ node, nodes: [node] })
    await click('Remove the API key')
    await click('Remove')
    await click('Test and save')
    await type('API key', 'newer')
    await click('Test and save')
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { address: 'home.example:8881', security: pinned, apiKey: null, clientCertificate: null },
      { address: 'home.example:8881', security: pinned, apiKey: 'newer' }
    ])
    expect(screen.getByLabelText('API key')).toHaveProperty('value', '')
  })
})

describe('the list of what the node can do', () => {
  it('is in Settings, with the balance if the node reports it', async () => {
    await open({
      node: home,
      capabilities: {
        sendMessage: true,
        getChannels: false,
        listPayments: false,
        listInvoices: true,
        extension: false,
        limitsMessageFees: false
      }
    })
    const able = list('What this node can do')
      .getAllByRole('listitem')
      .map((row) => [
        row.textContent.trim(),
        within(row).getByRole('img', { hidden: true }).getAttribute('aria-label')
      ])
    expect(able).toEqual([
      ['Pay, receive and get messages', 'Yes'],
      ['Send messages', 'Yes'],
      ['Report its approximate balance', 'No'],
      ['List its payments', 'No'],
      ['List its first invoices', 'Yes'],
      ['Report fees, outcomes and paid invoices at once', 'No']
    ])
  })

  it('includes the balance if the extension reports it', async () => {
    await open({ node: home, capabilities: { ...NO_CAPABILITIES, extension: true } })
    const spendable = list('What this node can do').getByText('Report its approximate balance')
    expect(within(spendable).getByRole('img', { hidden: true }).getAttribute('aria-label')).toBe('Yes')
  })
})

describe('a node that the wallet knows under another address', () => {
  const same = {
    id: home.id,
    name: 'home.example:8881',
    saved: true,
    way: 'use-records',
    keptApart: false
  } as const
  const STATUS = 'This is the same node as home.example:8881'

  it('is reported at the connection status, which offers its records', async () => {
    const imp = fakeImp(sampleState({ node: shop, nodes: [home, shop], sameNode: same }))
    await showApp(imp, { screen: 'pay' })
    const status = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
    expect(status.textContent).toContain('saved twice')
    await fireEvent.click(status)
    await screen.findByText(STATUS)
    await click('Use those records')
    expect(argsOf(imp, 'connection.useRecords')).toEqual([{ id: 'home' }])
    await waitFor(() => expect(screen.queryByText(STATUS)).toBeNull())
  })

  it('is still reported in Settings after the person chose to keep the two apart', async () => {
    const { imp } = await open({ node: shop, nodes: [home, shop], sameNode: same })
    await click('Keep them apart')
    expect(argsOf(imp, 'connection.keepApart')).toEqual([{ id: 'home' }])
    imp.setState({ sameNode: { ...same, keptApart: true } })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep them apart' })).toBeNull())
    screen.getByText(STATUS)
    screen.getByRole('button', { name: 'Use those records' })
    const status = within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
    expect(status.textContent).toContain('shop.example:8881')
  })

  it('keeps its current records while something in them has no outcome', async () => {
    const { imp } = await open({ node: shop, nodes: [home, shop], sameNode: same })
    imp.answer({ connection: { useRecords: () => fail('unsettled') } })
    await click('Use those records')
    expect((await screen.findByRole('alert')).textContent).toContain('has no outcome yet')
  })

  it('is offered as a node to switch to if one of the two is a paired LND', async () => {
    const { imp } = await open({ node: shop, nodes: [home, shop], sameNode: { ...same, way: 'switch' } })
    await click('Switch to home.example:8881')
    expect(argsOf(imp, 'connection.use')).toEqual([{ id: 'home' }])
  })
})
