import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { bakeMacaroon } from '../../src/node/backends/lnd/macaroon'
import { Btcd, NO_ONE } from './btcd'
import { startNetwork, type TestNetwork } from './network'
import { NodeProcess } from './node-process'
import { until } from './processes'
import { startLocked, unlock } from './rest'
import { heldInvoiceOf, invoiceOf, openNode, paymentsOf, sha256 } from './support'
import { TestLnd } from './test-lnd'

let network: TestNetwork

beforeAll(async () => {
  network = await startNetwork()
}, 240_000)
afterAll(() => network.stop(), 60_000)

/** A macaroon for these calls only, in hex. */
async function macaroonFor(lnd: TestLnd, calls: readonly string[], rootKeyId = '5'): Promise<string> {
  const permissions = calls.map((action) => ({ entity: 'uri', action }))
  const request = { permissions, root_key_id: rootKeyId }
  const baked = await lnd.client.call(
    'lnrpc.Lightning/BakeMacaroon',
    request,
    v.object({ macaroon: v.string() })
  )
  if (!baked.ok) throw new Error(baked.error.detail)
  return baked.value.macaroon
}

describe('the macaroon', { timeout: 120_000 }, () => {
  it('with the least permissions is enough, until it is revoked while the node runs', async () => {
    const { alice, bob } = network
    const baked = await bakeMacaroon(alice.client, 77n, 'pay-and-receive')
    if (!baked.ok) throw new Error(baked.error.detail)
    let macaroon = baked.value
    const { client, failures } = await openNode(alice, { readAccess: () => alice.access(macaroon) })
    const { invoice, paymentHash } = await invoiceOf(bob, 50)
    expect(sha256((await client.call('PayInvoice', { invoice }))['preimage'])).toBe(paymentHash)
    expect(await client.call('GenerateInvoice', { amount: '5', memo: '' })).toHaveProperty('invoice')
    expect(await client.call('SendMessage', { msg: 'hi', pubkey: await bob.pubkey() })).toHaveProperty('id')
    expect(await client.call('Node/GetInfo')).toHaveProperty('spendable_msat')
    expect(await client.call('Node/EstimateFee', { invoice })).toEqual({ fee_msat: '0' })

    await alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: '77' })
    expect(await client.failure('Node/GetInfo')).toMatchObject({ code: 14 })
    const next = await invoiceOf(bob, 51)
    expect(await client.failure('PayInvoice', { invoice: next.invoice })).toEqual({
      code: 14,
      details: 'Nothing was sent: LND does not accept the macaroon'
    })
    expect(await paymentsOf(alice, next.paymentHash)).toEqual([])

    // With another one, the same node continues.
    macaroon = alice.access().macaroon
    await until('the new macaroon to be used', 30, () => client.call('Node/GetInfo'))
    await client.call('PayInvoice', { invoice: next.invoice })
    expect(await paymentsOf(alice, next.paymentHash)).toEqual(['SUCCEEDED'])
    expect(failures.every((one) => one === undefined || one.code !== 'unreachable')).toBe(true)
  })

  it.each([
    ['cannot pay', ['/routerrpc.Router/TrackPaymentV2']],
    ['cannot look payments up', ['/routerrpc.Router/SendPaymentV2']],
    ['can do nothing else', []]
  ])('that %s still receives, and no payment leaves', async (_name, calls) => {
    const { alice, bob } = network
    const macaroon = await macaroonFor(alice, [
      ...['GetInfo', 'GetNodeInfo', 'AddInvoice', 'LookupInvoice', 'ListInvoices', 'SubscribeInvoices'].map(
        (call) => `/lnrpc.Lightning/${call}`
      ),
      ...calls
    ])
    const { client } = await openNode(alice, { readAccess: () => alice.access(macaroon) })
    const { invoice, paymentHash } = await invoiceOf(bob, 52)
    const denied = { code: 2, details: 'permission denied' }
    expect(await client.failure('PayInvoice', { invoice })).toEqual(denied)
    expect(await client.failure('SendMessage', { msg: 'hi', pubkey: await bob.pubkey() })).toEqual(denied)
    expect(await paymentsOf(alice, paymentHash)).toEqual([])
    const own = await client.call('GenerateInvoice', { amount: '5', memo: '' })
    expect(await client.call('CheckInvoice', own)).toEqual({ paid: false })
  })
})

describe('an LND', { timeout: 180_000 }, () => {
  it('that stops during a payment and restarts with a new certificate is trusted only if the file has it', async () => {
    const { alice, bob } = network
    const old = readFileSync(join(alice.folder, 'tls.cert'), 'utf8')
    const reading = await openNode(alice)
    const pinned = await openNode(alice, { readAccess: () => ({ ...alice.access(), cert: old }) })
    const { invoice, paymentHash, held, settle } = await heldInvoiceOf(bob, 600)
    const paying = reading.client.call('PayInvoice', { invoice })
    await held()

    await alice.stop()
    for (const file of ['tls.cert', 'tls.key']) rmSync(join(alice.folder, file))
    alice.start()
    alice.close()
    await until('the renewed LND', 60, () => alice.ready())
    expect(readFileSync(join(alice.folder, 'tls.cert'), 'utf8')).not.toBe(old)

    await until('the node to read the file again', 60, () => reading.client.call('Node/GetInfo'))
    const next = await invoiceOf(bob, 53)
    await until('the refusal of the old certificate', 60, async () => {
      const { details } = await pinned.client.failure('PayInvoice', { invoice: next.invoice })
      return details === "Nothing was sent: LND's certificate is not the one that was trusted"
        ? true
        : undefined
    })
    expect(await paymentsOf(alice, next.paymentHash)).toEqual([])
    expect(pinned.failures.map((one) => one?.code)).toContain('certificate-changed')
    await settle()
    expect(sha256((await paying)['preimage'])).toBe(paymentHash)
  })

  it('that is unreachable fails a payment before anything is sent, and is used again when it is back', async () => {
    const { alice, bob } = network
    await alice.channelActive()
    const { client, failures } = await openNode(alice)
    const { invoice, paymentHash } = await invoiceOf(bob, 54)
    await alice.stop()
    expect(await client.failure('PayInvoice', { invoice })).toEqual({
      code: 14,
      details: 'Nothing was sent: LND cannot be reached'
    })
    alice.start()
    await alice.ready()
    await alice.channelActive()
    await until('the node to report it', 60, () =>
      Promise.resolve(failures.length > 0 && failures.at(-1) === undefined ? true : undefined)
    )
    await until('the payment', 60, () => client.call('PayInvoice', { invoice }))
    expect(await paymentsOf(alice, paymentHash)).toEqual(['SUCCEEDED'])
  })

  it('that is locked when the program starts is waited for, until it is unlocked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imp-locked-'))
    const btcd = await Btcd.create(join(folder, 'btcd'))
    const erin = await TestLnd.create('erin', folder, btcd.options)
    let node: NodeProcess | undefined
    try {
      await btcd.start(NO_ONE)
      await btcd.ctl('generate', '1')
      await startLocked(erin)
      const { address, cert = '', macaroon } = erin.access()

      const program = (node = await NodeProcess.create({ address, cert, macaroon }))
      const started = program.start()
      await until('the program to say so', 60, () =>
        Promise.resolve(/^wallet locked, .*Trying again\.$/m.test(program.said) ? true : undefined)
      )
      await unlock(erin)
      await started
      expect(program.said).toMatch(/^IMP node of erin \(lnd .*, regtest\)\. gRPC /m)
    } finally {
      await node?.close()
      erin.close()
      await erin.stop()
      await btcd.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('that is behind the chain pays nothing, and reports why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imp-behind-'))
    // A chain whose newest block is of the year 2011.
    const btcd = await Btcd.create(join(folder, 'btcd'))
    const dave = await TestLnd.create('dave', folder, btcd.options)
    try {
      await btcd.start(NO_ONE)
      dave.start()
      await until('the LND that waits for the chain', 60, () => dave.pubkey())
      const { client } = await openNode(dave)
      expect(await client.call('Node/GetInfo')).toMatchObject({ synced_to_chain: false })
      const { invoice } = await invoiceOf(network.bob, 55)
      expect(await client.failure('PayInvoice', { invoice })).toEqual({
        code: 14,
        details: expect.stringMatching(/^Nothing was sent: LND is (behind the chain|starting)$/)
      })
    } finally {
      dave.close()
      await dave.stop()
      await btcd.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
