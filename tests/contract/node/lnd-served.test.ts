import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LND_PERMISSIONS } from '../../../src/shared/lnd-permissions'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { ProcessUnderTest } from '../../support/processes/lnd-process'
import { makeInvoice } from '../../support/fixtures/make-invoice'
import { INFO, runScriptedLnd, type ScriptedLnd } from '../../support/fakes/scripted-lnd'
import { BareClient, status } from './bare-client'

describe('the served node', () => {
  const apiKey = 'k'.repeat(40)

  async function serve(lnd: ScriptedLnd, expected = lnd.pubkey, network: 'regtest' | 'mainnet' = 'regtest') {
    const wallet = new ProcessUnderTest()
    const socket = `unix:${join(wallet.folder, 'node.sock')}`
    const served = await wallet.ask('serve', {
      access: { address: lnd.address, cert: lnd.certificate.cert, macaroon: lnd.admin },
      expect: { pubkey: expected, network },
      listen: socket,
      apiKey,
      dataFolder: join(wallet.folder, 'data')
    })
    expect(served).toEqual({ ok: true, grpc: socket })
    const client = new BareClient({ address: socket, generation: 1 }, { extension: true, apiKey })
    onTestFinished(() => client.close())
    return { wallet, client, socket }
  }

  it('answers calls with its key, and serves no HTTP', async () => {
    const lnd = await runScriptedLnd()
    const { wallet, client } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    expect(await client.call('Node/GetInfo')).toMatchObject({ pubkey: lnd.pubkey, alias: 'kitchen' })
  })

  it('requires its key for every call, streams included', async () => {
    const lnd = await runScriptedLnd()
    const { wallet, socket: address } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    const without = new BareClient({ address, generation: 1 }, { extension: true })
    const wrong = new BareClient({ address, generation: 1 }, { extension: true, apiKey: 'x'.repeat(40) })
    onTestFinished(() => {
      without.close()
      wrong.close()
    })
    const unary = ['GenerateInvoice', 'PayInvoice', 'CheckInvoice', 'SendMessage', 'Node/GetInfo']
    for (const method of [...unary, 'Node/PayInvoice', 'Node/TrackPayment', 'Node/EstimateFee']) {
      expect((await without.failure(method)).code, method).toBe(status.UNAUTHENTICATED)
      expect((await wrong.failure(method)).code, method).toBe(status.PERMISSION_DENIED)
    }
    for (const method of ['Subscribe', 'Node/WatchInvoices']) {
      expect(await without.stream(method, {}).ended, method).toBe(status.UNAUTHENTICATED)
      expect(await wrong.stream(method, {}).ended, method).toBe(status.PERMISSION_DENIED)
    }
  })

  it('listens while LND is unreachable, answers that nothing was sent, and reports when LND is back', async () => {
    const lnd = await runScriptedLnd()
    lnd.stop()
    const { wallet, client } = await serve(lnd)
    const gone = await wallet.until(() => wallet.statuses.find((one) => one.status === 'unreachable'))
    expect(gone.retryAt).toBeGreaterThan(Date.now() - 1000)
    expect(await client.failure('PayInvoice', { invoice: 'lnbcrt1' })).toEqual({
      code: status.UNAVAILABLE,
      details: 'Nothing was sent: LND cannot be reached'
    })
    await lnd.start()
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    expect(await client.call('Node/GetInfo')).toMatchObject({ alias: 'kitchen' })
  })

  it("estimates the fee of a message from LND's graph, rounding its amount up to whole satoshis", async () => {
    const lnd = await runScriptedLnd()
    lnd.script['routerrpc.Router/EstimateRouteFee'] = () => ({ routing_fee_msat: '3100' })
    const { wallet, client } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    const recipient = `03${'cd'.repeat(32)}`
    const estimate = { recipient, recipient_amount_msat: '1001' }
    expect(await client.call('Node/EstimateFee', estimate)).toEqual({ fee_msat: '3100' })
    const [asked] = lnd.callsOf('routerrpc.Router/EstimateRouteFee')
    expect(asked?.request).toMatchObject({ dest: Buffer.from(recipient, 'hex'), amt_sat: '2' })
    expect(lnd.callsOf('routerrpc.Router/SendPaymentV2')).toEqual([])
  })

  it('reports a locked LND', async () => {
    const lnd = await runScriptedLnd()
    lnd.script['lnrpc.State/GetState'] = () => ({ state: 'LOCKED' })
    const { wallet, client } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'locked'))
    expect(await client.failure('Node/GetInfo')).toMatchObject({ details: 'Nothing was sent: LND is locked' })
  })

  it('reports how far an LND is behind the chain, as an estimate', async () => {
    const lnd = await runScriptedLnd()
    const newest = Math.floor(Date.now() / 1000) - 100 * 3600
    lnd.script['lnrpc.Lightning/GetInfo'] = () => ({
      ...INFO,
      synced_to_chain: false,
      best_header_timestamp: String(newest),
      chains: [{ chain: 'bitcoin', network: 'mainnet' }]
    })
    const { wallet, client } = await serve(lnd, lnd.pubkey, 'mainnet')
    const behind = await wallet.until(() => wallet.statuses.find((one) => one.status === 'behind-chain'))
    expect(behind.lag).toEqual({ blocks: 600 })
    expect(await client.call('Node/GetInfo')).toMatchObject({ newest_block_at: String(newest) })
  })

  it('refuses another LND than the one that was paired', async () => {
    const lnd = await runScriptedLnd()
    const { wallet, client } = await serve(lnd, `03${'cd'.repeat(32)}`)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'wrong-node'))
    expect(await client.failure('Node/GetInfo')).toMatchObject({ code: status.UNAVAILABLE })
    expect(lnd.callsOf('lnrpc.Lightning/SubscribeInvoices')).toEqual([])
  })

  it('reports a certificate that is not the trusted one', async () => {
    const lnd = await runScriptedLnd()
    const trusted = lnd.certificate
    lnd.stop()
    lnd.certificate = issueCertificate({ commonName: 'lnd' })
    await lnd.start()
    const shown = { fingerprint: lnd.fingerprint, pem: lnd.certificate.cert }
    const renewed = lnd.certificate
    lnd.certificate = trusted
    const { wallet } = await serve(lnd)
    lnd.certificate = renewed
    expect(await wallet.until(() => wallet.statuses[0])).toMatchObject({
      status: 'certificate-changed',
      shown
    })
  })

  it('reports that the key was revoked', async () => {
    const lnd = await runScriptedLnd()
    const { wallet } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    lnd.keys.clear()
    lnd.stop()
    await lnd.start()
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'credentials-refused'))
  })

  it('refuses to pay with a key for receiving only, and still receives', async () => {
    const lnd = await runScriptedLnd()
    lnd.keys.set(
      lnd.admin,
      LND_PERMISSIONS['receive-only'].map((action) => action.slice(1))
    )
    lnd.script['lnrpc.Lightning/AddInvoice'] = () => ({ payment_request: 'lnbcrt1made' })
    const { wallet, client } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    expect(await client.call('GenerateInvoice', { amount: '5', memo: '' })).toEqual({
      invoice: 'lnbcrt1made'
    })
    const { text: invoice } = makeInvoice({ amountMsat: 5_000n })
    expect(await client.failure('PayInvoice', { invoice })).toEqual({
      code: status.UNKNOWN,
      details: 'permission denied'
    })
    expect(wallet.statuses.map((one) => one.status)).toEqual(['ok'])
  })

  it('reports why it cannot listen', async () => {
    const lnd = await runScriptedLnd()
    const wallet = new ProcessUnderTest()
    const answer = await wallet.ask('serve', {
      access: { address: lnd.address, cert: lnd.certificate.cert, macaroon: lnd.admin },
      expect: { pubkey: lnd.pubkey, network: 'regtest' },
      listen: '0.0.0.0:0',
      apiKey,
      dataFolder: wallet.folder
    })
    expect(answer).toMatchObject({ ok: false, code: 'not-started' })
  })

  it('ends on request, also while a client has a stream open', async () => {
    const lnd = await runScriptedLnd()
    const { wallet, client } = await serve(lnd)
    await wallet.until(() => wallet.statuses.find((one) => one.status === 'ok'))
    const listening = client.stream('Node/WatchInvoices', { since: '0' })
    await client.call('Node/GetInfo')
    await wallet.ask('stop', {})
    await wallet.until(() => (wallet.ended ? true : undefined))
    expect(await listening.ended).not.toBe(status.OK)
  })
})
