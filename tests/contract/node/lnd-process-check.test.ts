import { createSecureServer, type Http2SecureServer } from 'node:http2'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LND_PERMISSIONS } from '../../../src/shared/lnd-permissions'
import { ProcessUnderTest, stepOf } from '../../support/processes/lnd-process'
import { makeMacaroon } from '../../support/fixtures/macaroon'
import { CHANNEL, INFO, runScriptedLnd, ScriptedLnd } from '../../support/fakes/scripted-lnd'
import { checked, failureOf } from './lnd-process-setup'

/** Answers a path that it does not have as LND's REST port does. */
function createRest(tls: { cert: string; key: string }, headers: unknown[]): Http2SecureServer {
  const server = createSecureServer(tls)
  server.on('stream', (stream, received) => {
    headers.push(received)
    stream.respond({ ':status': 404, 'content-type': 'application/json' })
    stream.end('{"code":5, "message":"Not Found", "details":[]}')
  })
  return server
}

/** What LND writes in place of an alias that it does not know. */
const LOOKUP_FAILED = 'unable to lookup peer alias: alias for node not found'

describe('the check of an LND', () => {
  it('runs every step and reports its findings, without changing anything', async () => {
    const lnd = await runScriptedLnd()
    const { check, wallet } = await checked(lnd)
    expect(check).toMatchObject({
      running: false,
      findings: {
        pubkey: lnd.pubkey,
        alias: 'kitchen',
        network: 'regtest',
        version: '0.20.1',
        rights: { info: true, receive: true, pay: true, sign: true, bake: true },
        canSendSat: 890_000n,
        canReceiveSat: 1_090_000n,
        certificateUntil: expect.any(Number) as number
      }
    })
    expect(check.steps).toEqual([
      { id: 'name', state: 'done', detail: '127.0.0.1' },
      { id: 'port', state: 'done', detail: `${lnd.address.split(':')[1]}, gRPC` },
      { id: 'certificate', state: 'done', detail: 'TLS 1.3' },
      { id: 'unlocked', state: 'done', detail: '0.20.1' },
      { id: 'key', state: 'done', detail: '4 of 4' },
      { id: 'synced', state: 'done', detail: 'block 911,748' },
      { id: 'keysend', state: 'not-known', problem: 'keysend-not-known', detail: 'not known' },
      { id: 'channels', state: 'done', detail: '1 of 1 active' },
      { id: 'can-send', state: 'done', detail: '890,000 sats' },
      { id: 'can-receive', state: 'done', detail: '1,090,000 sats' }
    ])
    expect(wallet.checks.length).toBeGreaterThan(10)
    const writing = ['AddInvoice', 'SendPaymentV2', 'SignMessage', 'BakeMacaroon']
    expect(lnd.calls.filter(({ method }) => writing.some((one) => method.endsWith(one)))).toEqual([])
  })

  it('finds the rights of a key that may not ask for them by calls that LND refuses', async () => {
    const lnd = await runScriptedLnd()
    const key = makeMacaroon(40).toString('hex')
    lnd.keys.set(
      key,
      LND_PERMISSIONS['receive-only'].map((action) => action.slice(1))
    )
    const { check, wallet } = await checked(lnd, lnd.link(key))
    expect(check.findings.rights).toEqual({ info: true, receive: true, pay: false, sign: false, bake: false })
    // LND refuses calls at once, and permits a stream by silence.
    expect(wallet.checks.map(({ findings }) => findings.rightsSoFar)).toContainEqual({
      info: true,
      pay: false,
      sign: false,
      bake: false
    })
    expect(stepOf(check, 'key')).toEqual({
      id: 'key',
      state: 'warning',
      problem: 'key-cannot-pay',
      detail: '2 of 4'
    })
    expect(lnd.callsOf('lnrpc.Lightning/AddInvoice').map(({ request }) => request['value'])).toEqual(['-1'])
  })

  it('stops at a key that cannot even receive', async () => {
    const lnd = await runScriptedLnd()
    const key = makeMacaroon(40).toString('hex')
    lnd.keys.set(key, ['lnrpc.Lightning/GetInfo'])
    const { check } = await checked(lnd, lnd.link(key))
    expect(failureOf(check)).toEqual({
      id: 'key',
      state: 'failed',
      problem: 'key-too-weak',
      detail: '0 of 4'
    })
  })

  it('stops at a key that LND does not know', async () => {
    const lnd = await runScriptedLnd()
    const { check } = await checked(lnd, lnd.link(makeMacaroon(33).toString('hex')))
    expect(failureOf(check)).toMatchObject({ id: 'key', problem: 'key-refused' })
  })

  it('reports that nothing listens', async () => {
    const lnd = await runScriptedLnd()
    const link = lnd.link()
    lnd.stop()
    const { check } = await checked(lnd, link)
    expect(failureOf(check)).toMatchObject({ id: 'port', problem: 'refused' })
  })

  it('reports that the name is unknown', async () => {
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', {
      text: new ScriptedLnd().link().replace('127.0.0.1:0', 'no-such-host.invalid')
    })
    expect(failureOf(await wallet.ask('check', {}))).toMatchObject({ id: 'name', problem: 'name-not-found' })
  })

  it('recognises a REST port, and sends it no key', async () => {
    const lnd = await runScriptedLnd()
    const { cert, key } = lnd.certificate
    const headers: unknown[] = []
    const rest = createRest({ cert, key }, headers)
    await new Promise<void>((resolve) => rest.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void rest.close())
    const { port } = rest.address() as AddressInfo
    const { check } = await checked(lnd, lnd.link().replace(lnd.address, `127.0.0.1:${port}`))
    expect(failureOf(check)).toEqual({
      id: 'port',
      state: 'failed',
      problem: 'rest-port',
      detail: `${port}, REST`
    })
    expect(JSON.stringify(headers)).not.toContain('macaroon')
  })

  it('reports that a port does not use TLS', async () => {
    const lnd = await runScriptedLnd()
    const plain = createServer((socket) =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n').on('error', () => undefined)
    )
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void plain.close())
    const { port } = plain.address() as AddressInfo
    const { check } = await checked(lnd, lnd.link().replace(lnd.address, `127.0.0.1:${port}`))
    expect(failureOf(check)).toMatchObject({ id: 'port', problem: 'not-tls' })
  })

  it('waits for a locked LND and continues by itself', async () => {
    const lnd = await runScriptedLnd()
    let state = 'LOCKED'
    lnd.script['lnrpc.State/GetState'] = () => ({ state })
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', { text: lnd.link() })
    const checking = wallet.ask('check', {})
    const waiting = await wallet.until(() => wallet.checks.find(({ retryAt }) => retryAt !== undefined))
    expect(waiting).toMatchObject({ running: true })
    expect(failureOf(waiting)).toMatchObject({ id: 'unlocked', problem: 'locked' })
    expect(lnd.callsOf('lnrpc.Lightning/GetInfo')).toEqual([])
    state = 'SERVER_ACTIVE'
    expect(failureOf(await checking)).toBeUndefined()
  })

  it('keeps checking an LND that is behind the chain, which may be connected meanwhile', async () => {
    const lnd = await runScriptedLnd()
    let synced = false
    lnd.script['lnrpc.Lightning/GetInfo'] = () => ({ ...INFO, synced_to_chain: synced })
    const { check, wallet } = await checked(lnd)
    expect(check.running).toBe(false)
    expect(check.retryAt).toBeDefined()
    expect(stepOf(check, 'synced')).toMatchObject({ state: 'warning', problem: 'behind-chain' })
    expect(stepOf(check, 'can-send')).toMatchObject({ state: 'not-known' })
    synced = true
    const later = await wallet.until(() =>
      wallet.checks.find((one) => stepOf(one, 'can-receive')?.state === 'done' && one.retryAt === undefined)
    )
    expect(stepOf(later, 'synced')).toMatchObject({ state: 'done' })
    expect(await wallet.ask('make-key', { rights: 'receive-only', keepGiven: true })).toMatchObject({
      ok: true
    })
  })

  it('stops at an LND and at a network other than the expected ones', async () => {
    const lnd = await runScriptedLnd()
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', { text: lnd.link() })
    const other = await wallet.ask('check', {
      expect: { pubkey: `03${'cd'.repeat(32)}`, network: 'regtest' }
    })
    expect(failureOf(other)).toMatchObject({ id: 'key', problem: 'another-node' })
    const elsewhere = await wallet.ask('check', { expect: { pubkey: lnd.pubkey, network: 'mainnet' } })
    expect(failureOf(elsewhere)).toMatchObject({ id: 'key', problem: 'another-network' })
    expect(await wallet.ask('make-key', { rights: 'receive-only', keepGiven: true })).toEqual({
      ok: false,
      code: 'not-checked'
    })
  })

  it('stops at a network that the wallet does not know', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/GetInfo'] = () => ({
      ...INFO,
      chains: [{ chain: 'bitcoin', network: 'simnet' }]
    })
    const { check } = await checked(lnd)
    expect(failureOf(check)).toEqual({ id: 'key', state: 'failed', problem: 'unknown-network' })
  })

  it('ends at once when it is cancelled', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/GetInfo'] = () => 'silent'
    const wallet = new ProcessUnderTest()
    await wallet.ask('give-text', { text: lnd.link() })
    const checking = wallet.ask('check', {})
    await wallet.until(() => wallet.checks.find((one) => stepOf(one, 'key')?.state === 'running'))
    await wallet.ask('cancel-check', {})
    const check = await checking
    expect(check.running).toBe(false)
    expect(wallet.checks.at(-1)).toEqual(check)
    expect(stepOf(check, 'key')).toEqual({ id: 'key', state: 'waiting' })
  })

  it('reports that keysend is accepted once one has arrived', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/ListInvoices'] = () => ({
      invoices: [
        { is_keysend: true, state: 'SETTLED', settle_date: '1700000000' },
        { is_keysend: true, state: 'SETTLED', settle_date: '1700000600' },
        { is_keysend: true, state: 'CANCELED', settle_date: '1700009999' },
        { is_keysend: false, state: 'SETTLED', settle_date: '1700009999' }
      ]
    })
    const { check } = await checked(lnd)
    expect(stepOf(check, 'keysend')).toEqual({ id: 'keysend', state: 'done', detail: 'accepted' })
    expect(check.findings.keysendAt).toBe(1_700_000_600_000)
  })

  it('counts the channels that are offline, and what waits in them, apart from what can be sent', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/ListChannels'] = () => ({
      channels: [CHANNEL, { ...CHANNEL, active: false, local_balance: '1500000' }]
    })
    const { check } = await checked(lnd)
    expect(stepOf(check, 'channels')).toEqual({
      id: 'channels',
      state: 'warning',
      problem: 'channels-offline',
      detail: '1 of 2 active'
    })
    expect(check.findings).toMatchObject({
      channels: { open: 2, active: 1, offlineSat: 1_500_000n },
      canSendSat: 890_000n,
      canReceiveSat: 1_090_000n
    })
  })

  it.each([
    ['one channel', [['02aa', 'Hilltop relay']], 'Hilltop relay'],
    [
      'all channels',
      [
        ['02aa', 'Hilltop relay'],
        ['02aa', 'Hilltop relay']
      ],
      'Hilltop relay'
    ],
    [
      'channels with several nodes',
      [
        ['02aa', 'Hilltop relay'],
        ['02bb', 'Hilltop relay']
      ],
      undefined
    ],
    ['a node whose alias LND does not know', [['02aa', LOOKUP_FAILED]], undefined],
    ['an LND that looks no alias up', [['02aa', '']], undefined]
  ])('names the node at the other side of what is offline: %s', async (_, peers, offlinePeer) => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.Lightning/ListChannels'] = () => ({
      channels: [
        { ...CHANNEL, remote_pubkey: '02cc', peer_alias: 'Online' },
        ...peers.map(([remote_pubkey, peer_alias]) => ({
          ...CHANNEL,
          active: false,
          remote_pubkey,
          peer_alias
        }))
      ]
    })
    const { check } = await checked(lnd)
    expect(check.findings.channels?.offlinePeer).toBe(offlinePeer)
    expect(lnd.callsOf('lnrpc.Lightning/ListChannels').map(({ request }) => request)).toContainEqual(
      expect.objectContaining({ peer_alias_lookup: true })
    )
  })

  it('estimates how far an LND is behind from the time of its newest block', async () => {
    const lnd = await runScriptedLnd()
    const newest = Math.floor(Date.now() / 1000) - 200 * 3600
    lnd.script['lnrpc.Lightning/GetInfo'] = () => ({
      ...INFO,
      synced_to_chain: false,
      best_header_timestamp: String(newest),
      chains: [{ chain: 'bitcoin', network: 'mainnet' }]
    })
    const { check } = await checked(lnd)
    expect(check.findings.lag).toEqual({ blocks: 1200 })
    expect(stepOf(check, 'synced')).toMatchObject({
      state: 'warning',
      detail: 'about 1,200 blocks behind'
    })
  })
})
