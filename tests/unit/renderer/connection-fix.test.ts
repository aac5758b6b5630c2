import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../src/shared/domain/app-state'
import type { ConnectFailure, ConnectionState } from '../../../src/shared/domain/connection'
import type { NodeId } from '../../../src/shared/domain/ids'
import type { NodeProfile, Security } from '../../../src/shared/domain/node'
import { fail, ok } from '../../../src/shared/result'
import { sat } from '../../../src/shared/money'
import { fakeImp, type FakeImp } from '../../support/fakes/fake-imp'
import { savedLnd } from '../../support/fixtures/sample-pairing'
import { NOW, sampleState } from '../../support/fixtures/samples'
import { argsOf, click, enterAddress, showApp, type } from './show-app'

const chip = () => within(screen.getByRole('navigation', { name: 'Main' })).getByRole('button')
const popover = () => document.querySelector('[aria-label="Connection"]')
const nodeWith = (security: Security, address = 'node.example:8881'): NodeProfile => ({
  id: 'n1' as NodeId,
  address,
  security,
  demo: false
})
const pinned = nodeWith({ kind: 'tls-pinned', fingerprint: 'AA:01' })

async function openChip(connection: ConnectionState, rest: Partial<AppState> = {}): Promise<FakeImp> {
  const imp = fakeImp(
    sampleState({
      connection,
      node: pinned,
      nodes: [{ ...pinned, hasApiKey: true, hasClientCertificate: false }],
      ...rest
    })
  )
  await showApp(imp, { screen: 'pay' })
  await fireEvent.click(chip())
  await waitFor(() => expect(popover()).not.toBeNull())
  return imp
}
const blockedBy = (failure: ConnectFailure): ConnectionState => ({ phase: 'blocked', failure })
const closed = () => waitFor(() => expect(popover()).toBeNull())

describe('a certificate that changed', () => {
  const changed = { code: 'certificate-changed', fingerprint: 'BB:02', trustedFingerprint: 'AA:01' } as const

  it('is shown beside the trusted one, and is trusted from the connection status', async () => {
    const imp = await openChip(blockedBy(changed))
    expect(screen.getByText('BB:02')).toBeTruthy()
    expect(screen.getByText('AA:01')).toBeTruthy()
    await click('It matches, trust it')
    await closed()
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { address: 'node.example:8881', security: { kind: 'tls-pinned', fingerprint: 'BB:02' } }
    ])
  })

  it('is asked about again if it has changed once more', async () => {
    const imp = await openChip(blockedBy(changed))
    const again = { ...changed, fingerprint: 'CC:03' }
    imp.answer({ connection: { connect: () => ok({ kind: 'failed', failure: again }) } })
    await click('It matches, trust it')
    expect(await screen.findByText('CC:03')).toBeTruthy()
    await click('It matches, trust it')
    expect(argsOf(imp, 'connection.connect')).toMatchObject([
      { security: { fingerprint: 'BB:02' } },
      { security: { fingerprint: 'CC:03' } }
    ])
  })
})

describe('a certificate that changes while the person compares it', () => {
  const shows = (code: ConnectFailure['code'], fingerprint: string) =>
    blockedBy({ code, fingerprint, trustedFingerprint: 'AA:01' })

  it('of an IMP node stays on the screen until the person decides', async () => {
    const imp = await openChip(shows('certificate-changed', 'BB:02'))
    imp.setState({ connection: shows('certificate-changed', 'CC:03') })
    await click('It matches, trust it')
    expect(argsOf(imp, 'connection.connect')).toMatchObject([{ security: { fingerprint: 'BB:02' } }])
  })

  it('of an LND is not trusted, and the person is asked about the new one', async () => {
    const lnd = savedLnd('n1')
    const imp = await openChip(shows('lnd-certificate-changed', 'BB:02'), { node: lnd })
    expect(popover()?.textContent).toContain('no payment can leave until you decide')
    imp.answer({ pairing: { trustShown: () => fail('not-found') } })
    imp.setState({ connection: shows('lnd-certificate-changed', 'CC:03') })
    await click('It matches, trust the new one')
    expect(argsOf(imp, 'pairing.trustShown')).toEqual([{ fingerprint: 'BB:02' }])
    expect(await screen.findByText('CC:03')).toBeTruthy()
    expect((await screen.findByRole('alert')).textContent).toContain('changed again')
    imp.answer({ pairing: { trustShown: () => ok(undefined) } })
    await click('It matches, trust the new one')
    await closed()
    expect(argsOf(imp, 'pairing.trustShown')).toEqual([{ fingerprint: 'BB:02' }, { fingerprint: 'CC:03' }])
  })
})

describe('an API key that is refused', () => {
  it('is replaced from the connection status, and the certificate stays trusted', async () => {
    const imp = await openChip(blockedBy({ code: 'key-refused' }))
    imp.answer({ connection: { connect: () => ok({ kind: 'failed', failure: { code: 'key-refused' } }) } })
    await type('API key', 'wrong again')
    await click('Save and connect')
    expect((await screen.findByRole('alert')).textContent).toContain('The node refused the API key')
    imp.answer({ connection: { connect: () => ok({ kind: 'connected' }) } })
    await type('API key', 'right')
    await click('Save and connect')
    await closed()
    const rest = { address: pinned.address, security: pinned.security }
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { ...rest, apiKey: 'wrong again' },
      { ...rest, apiKey: 'right' }
    ])
  })

  it('can be tried again, because the node may accept it by now', async () => {
    const imp = await openChip(blockedBy({ code: 'key-refused' }))
    await click('Try now')
    expect(argsOf(imp, 'connection.retryNow')).toHaveLength(1)
  })
})

describe('the connection status', () => {
  it('says which attempt failed and when the next one comes', async () => {
    await openChip({ phase: 'backoff', attempt: 4, retryAt: NOW + 8000, failure: { code: 'timed-out' } })
    expect(chip().textContent).toMatch(/attempt 4, next try in/u)
    expect(popover()?.textContent).toMatch(/attempt 4, next try in .*No answer from node\.example:8881/su)
  })

  it('says that an LND is catching up, how far it is, and offers no attempt that would not help', async () => {
    const kitchen = savedLnd('k1')
    await openChip(
      {
        phase: 'backoff',
        attempt: 2,
        retryAt: NOW + 4000,
        failure: { code: 'lnd-behind-chain', lag: { blocks: 38, remainingMs: 120_000 } }
      },
      { node: kitchen, nodes: [kitchen] }
    )
    expect(chip().textContent).toMatch(/Catching up.*about 38 blocks/su)
    expect(popover()?.textContent).toContain(
      'It is about 38 blocks behind, and at this speed needs about 2 minutes more.'
    )
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Check connection' })).toBeTruthy()
  })

  it('makes an attempt the first thing to do only if the person can help', async () => {
    const kitchen = savedLnd('k1')
    const waiting = (code: ConnectFailure['code']): ConnectionState => ({
      ...{ phase: 'backoff', attempt: 1, retryAt: NOW + 4000, failure: { code } }
    })
    const isPrimary = () => screen.getByRole('button', { name: 'Try now' }).classList.contains('ink')
    const imp = await openChip(waiting('lnd-locked'), { node: kitchen, nodes: [kitchen] })
    expect(isPrimary()).toBe(true)
    imp.setState({ connection: waiting('lnd-starting') })
    await waitFor(() => expect(popover()?.textContent).toContain('kitchen is starting'))
    expect(isPrimary()).toBe(false)
  })

  it('calls the person to a locked LND, and tries again by itself', async () => {
    const kitchen = savedLnd('k1', { lndAddress: 'raspiblitz.local:10009' })
    await openChip(
      { phase: 'backoff', attempt: 1, retryAt: NOW + 4000, failure: { code: 'lnd-locked' } },
      { node: kitchen, nodes: [kitchen] }
    )
    expect(chip().textContent).toMatch(/Action needed.*kitchen is locked/su)
    expect(popover()?.textContent).toMatch(/kitchen is locked.*Next try in/su)
    const row = screen.getByRole('button', { name: 'Try now' }).parentElement
    expect(row?.textContent.trim()).toMatch(/^Try now\s*Check connection/u)
    expect(screen.getAllByRole('button', { name: 'Try now' })).toHaveLength(1)
    const systems = within(screen.getByRole('group', { name: 'How to unlock it' })).getAllByRole('term')
    expect(systems[0]?.textContent).toBe('RaspiBlitz')
  })

  it('says that a node of another computer is behind the chain, and asks it about itself again', async () => {
    const nodeFacts = {
      ...{ alias: 'alice', software: 'lnd 0.20.1-beta', syncedToChain: false },
      ...{ blockHeight: 911_748, newestBlockAt: NOW - 3 * 3_600_000 }
    }
    const imp = await openChip({ phase: 'ready', since: NOW }, { nodeFacts })
    expect(popover()?.textContent).toMatch(/This node is behind the chain.*nothing is lost by waiting/su)
    expect(popover()?.textContent).toMatch(/LND 0\.20\.1.*911,748, /su)
    expect(argsOf(imp, 'connection.refresh')).toHaveLength(1)
    imp.setState({ nodeFacts: { ...nodeFacts, syncedToChain: true } })
    await waitFor(() => expect(popover()?.textContent).not.toContain('behind the chain'))
  })

  it('shows the spendable balance if the node reports it', async () => {
    await openChip({ phase: 'ready', since: NOW }, { balanceSat: sat(120_500n) })
    expect(popover()?.textContent).toMatch(/Can send\s*About 120,500 sats/u)
  })

  it.each<[string, NodeProfile, boolean]>([
    ['plaintext to another computer', nodeWith({ kind: 'plaintext' }), true],
    ['its HTTP gateway on another computer', nodeWith({ kind: 'plaintext' }, 'http://node.example:80'), true],
    ['plaintext on this computer', nodeWith({ kind: 'plaintext' }, '127.0.0.1:8881'), false],
    ['TLS, as the address demands', nodeWith({ kind: 'plaintext' }, 'https://node.example:443'), false],
    ['TLS', pinned, false]
  ])('with %s always says whether it is encrypted', async (_, node, exposed) => {
    const imp = await openChip({ phase: 'ready', since: NOW }, { node })
    expect(screen.queryByText('This connection is not encrypted') !== null).toBe(exposed)
    for (const connection of [
      { phase: 'ready', since: NOW },
      { phase: 'connecting', attempt: 1 },
      blockedBy({ code: 'key-refused' })
    ] as const) {
      imp.setState({ connection })
      await waitFor(() => expect(chip().textContent.includes('Not encrypted')).toBe(exposed))
    }
  })
})

describe('an unencrypted connection', () => {
  it('to another computer has its warning on the button', async () => {
    const imp = fakeImp(sampleState({ node: undefined, connection: { phase: 'idle' } }))
    await showApp(imp)
    await enterAddress()
    await fireEvent.click(screen.getByRole('radio', { name: 'Unencrypted' }))
    expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy()
    await type('Node address', 'node.example')
    await click('Connect without encryption')
    expect(argsOf(imp, 'connection.connect')).toEqual([
      { address: 'node.example', security: { kind: 'plaintext' } }
    ])
  })
})
