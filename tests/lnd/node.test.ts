import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bakeMacaroon } from '../../src/node/backends/lnd/macaroon'
import { openDatabaseWith } from '../../src/node/cli/open-database'
import { startImpNode, type RunningImpNode } from '../../src/node/imp-node'
import { parseListenAddress } from '../../src/node/net/listen-address'
import { BareClient } from '../contract/node/bare-client'
import { holdCall } from './hold-invoice'
import { startNetwork, until, type TestLnd, type TestNetwork } from './network'

let network: TestNetwork
const dataFolder = mkdtempSync(join(tmpdir(), 'imp-node-'))

beforeAll(async () => {
  network = await startNetwork()
}, 180_000)
afterAll(async () => {
  await network.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}, 60_000)

interface Opened {
  readonly node: RunningImpNode
  readonly client: BareClient
  stop(): Promise<void>
}

async function open(lnd: TestLnd, macaroon?: string): Promise<Opened> {
  const node = await startImpNode({
    grpc: parseListenAddress('127.0.0.1:0'),
    http: parseListenAddress('127.0.0.1:0'),
    readAccess: () => lnd.access(macaroon),
    network: 'regtest',
    dataFolder,
    apiKey: undefined,
    tls: undefined,
    openDatabase: openDatabaseWith(createRequire(import.meta.url))
  })
  const client = new BareClient({ address: node.addresses.grpc, generation: 1 }, { extension: true })
  let open = true
  const stop = async () => {
    if (!open) return
    open = false
    client.close()
    await node.stop()
  }
  onTestFinished(stop)
  return { node, client, stop }
}

const sha256 = (hex: unknown) =>
  createHash('sha256')
    .update(Buffer.from(String(hex), 'hex'))
    .digest('hex')

async function invoiceOf(lnd: TestLnd, sats: number, terms: object = {}) {
  const made = await lnd.call('lnrpc.Lightning/AddInvoice', { value: String(sats), ...terms })
  return { invoice: made.payment_request, hash: Buffer.from(made.r_hash).toString('hex') }
}

async function paymentsOf(lnd: TestLnd, hash: string): Promise<string[]> {
  const { payments } = await lnd.call('lnrpc.Lightning/ListPayments', { include_incomplete: true })
  return payments.filter((one) => one.payment_hash === hash).map((one) => one.status)
}

describe('the node over a real LND', { timeout: 120_000 }, () => {
  it('makes an invoice that turns paid, and says so at once', async () => {
    const { client } = await open(network.alice)
    const watching = client.stream('Node/WatchInvoices', { since: '0' })
    const { invoice } = await client.call('GenerateInvoice', { amount: '1234', memo: 'Kaffee ☕' })
    expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: false })
    const sent = await network.bob.last('routerrpc.Router/SendPaymentV2', {
      payment_request: invoice,
      timeout_seconds: 10,
      fee_limit_sat: '10'
    })
    expect(sent.status).toBe('SUCCEEDED')
    expect(await watching.received(1)).toMatchObject([{ invoice, amount_msat: '1234000' }])
    expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: true })
  })

  it('pays once, with a preimage that fits and the true fee, and answers the second time with the same', async () => {
    const { client } = await open(network.alice)
    const { invoice, hash } = await invoiceOf(network.bob, 500)
    const { preimage } = await client.call('PayInvoice', { invoice })
    expect(sha256(preimage)).toBe(hash)
    expect((await client.trailers('PayInvoice', { invoice })).get('imp-fee-msat')).toEqual(['0'])
    expect(await client.call('PayInvoice', { invoice })).toEqual({ preimage })
    expect(await client.call('Node/TrackPayment', { payment_hash: hash })).toMatchObject({
      state: 'succeeded',
      preimage,
      amount_msat: '500000'
    })
    expect(await paymentsOf(network.alice, hash)).toEqual(['SUCCEEDED'])
  })

  it('pays ten invoices at once, each once', async () => {
    const { client } = await open(network.alice)
    const invoices = await Promise.all(Array.from({ length: 10 }, (_, i) => invoiceOf(network.bob, 100 + i)))
    const answers = await Promise.all(
      invoices.flatMap(({ invoice }) => [
        client.call('PayInvoice', { invoice }),
        client.call('PayInvoice', { invoice })
      ])
    )
    for (const [i, { hash }] of invoices.entries()) {
      expect(sha256(answers[2 * i]?.['preimage'])).toBe(hash)
      expect(answers[2 * i + 1]).toEqual(answers[2 * i])
      expect(await paymentsOf(network.alice, hash)).toEqual(['SUCCEEDED'])
    }
  })

  it('says in the words of the field why it did not pay', async () => {
    const { client } = await open(network.alice)
    const large = await invoiceOf(network.bob, 9_000_000)
    expect(await client.failure('PayInvoice', { invoice: large.invoice })).toMatchObject({
      code: 2,
      details: expect.stringMatching(/^Failed payment: FAILURE_REASON_(INSUFFICIENT_BALANCE|NO_ROUTE)$/)
    })
    const open_ = await invoiceOf(network.bob, 0)
    expect(await client.failure('PayInvoice', { invoice: open_.invoice })).toMatchObject({
      details: 'amount must be specified when paying a zero amount invoice'
    })
    await client.call('Node/PayInvoice', { invoice: open_.invoice, amount_msat: '7000' })
    expect(await paymentsOf(network.alice, open_.hash)).toEqual(['SUCCEEDED'])
    const brief = await invoiceOf(network.bob, 5, { expiry: '1' })
    const made = Date.now()
    await until('the invoice to expire', 5, () =>
      Promise.resolve(Date.now() > made + 2_000 ? true : undefined)
    )
    expect(await client.failure('PayInvoice', { invoice: brief.invoice })).toMatchObject({
      code: 2,
      details: expect.stringMatching(/^invoice expired\. Valid until /)
    })
  })

  it('sends a signed message, which arrives with a proven sender', async () => {
    const alice = await open(network.alice)
    const bob = await open(network.bob)
    const inbox = bob.client.subscribe('')
    const text = `Hallo Bob ☕ ${randomBytes(4).toString('hex')}`
    const { id } = await alice.client.call('SendMessage', {
      msg: Buffer.from(text),
      pubkey: bob.node.info.pubkey,
      amount: '3'
    })
    const received = await until('the message', 20, async () =>
      inbox.messages.find((one) => one['id'] === id)
    )
    expect(received).toMatchObject({
      from_pubkey: alice.node.info.pubkey,
      claimed_pubkey: '',
      data: Buffer.from(text),
      service_type: 'message',
      amount: '3'
    })
  })

  it('joins a long message from its parts', async () => {
    const alice = await open(network.alice)
    const bob = await open(network.bob)
    const inbox = bob.client.subscribe('')
    const text = 'ö'.repeat(900)
    const { id } = await alice.client.call('SendMessage', {
      msg: Buffer.from(text),
      pubkey: bob.node.info.pubkey,
      amount: '2'
    })
    const received = await until('the message', 20, async () =>
      inbox.messages.find((one) => one['id'] === id)
    )
    expect(String(received['data'])).toBe(text)
    expect(received['from_pubkey']).toBe(alice.node.info.pubkey)
  })

  it('takes a forged sender for a claim only', async () => {
    const bob = await open(network.bob)
    const inbox = bob.client.subscribe('')
    const preimage = randomBytes(32)
    const hash = createHash('sha256').update(preimage).digest()
    const claimed = '02'.padEnd(66, '1')
    await network.alice.last('routerrpc.Router/SendPaymentV2', {
      dest: Buffer.from(bob.node.info.pubkey, 'hex'),
      amt: '1',
      payment_hash: hash,
      timeout_seconds: 10,
      fee_limit_sat: '10',
      dest_custom_records: {
        5482373484: preimage,
        34349334: Buffer.from('send me money'),
        34349337: randomBytes(70),
        34349339: Buffer.from(claimed, 'hex'),
        34349343: Buffer.alloc(8)
      }
    })
    const received = await until('the message', 20, async () =>
      inbox.messages.find((one) => one['payment_hash'] === hash.toString('hex'))
    )
    expect(received).toMatchObject({ from_pubkey: '', claimed_pubkey: claimed })
  })

  it('replays what came while it was not running, and no message twice', async () => {
    const alice = await open(network.alice)
    const bob = await open(network.bob)
    const first = await alice.client.call('SendMessage', {
      msg: Buffer.from('first'),
      pubkey: bob.node.info.pubkey,
      amount: '1'
    })
    const inbox = bob.client.subscribe('')
    await until('the first message', 20, async () => inbox.messages.find(({ id }) => id === first['id']))
    await bob.stop()
    const ids: unknown[] = []
    for (const text of ['a', 'b', 'c']) {
      ids.push(
        (
          await alice.client.call('SendMessage', {
            msg: Buffer.from(text),
            pubkey: bob.node.info.pubkey,
            amount: '1'
          })
        )['id']
      )
    }
    const again = await open(network.bob)
    const replay = again.client.subscribe(String(first['id']))
    const got = await replay.received(3)
    expect(got.map(({ id }) => id)).toEqual(ids)
    expect(replay.headers?.get('imp-replay')).toEqual(['true'])
  })

  it('works with the least macaroon, and that one may do nothing else', async () => {
    const baked = await bakeMacaroon(network.alice.client, 77n)
    if (!baked.ok) throw new Error(baked.error.detail)
    const { client } = await open(network.alice, baked.value)
    const { invoice, hash } = await invoiceOf(network.bob, 50)
    expect(sha256((await client.call('PayInvoice', { invoice }))['preimage'])).toBe(hash)
    await client.call('GenerateInvoice', { amount: '5', memo: '' })
    await network.alice.call('lnrpc.Lightning/DeleteMacaroonID', { root_key_id: '77' })
    expect(await client.failure('Node/GetInfo')).toMatchObject({ code: 14 })
  })

  it('keeps the truth of a payment that is in flight while LND is killed', async () => {
    const { client } = await open(network.alice)
    const { invoice, hash } = await invoiceOf(network.bob, 321)
    const paying = client.call('PayInvoice', { invoice }).catch((error: unknown) => error)
    await network.alice.stop('SIGKILL')
    network.alice.start()
    await network.alice.ready()
    await paying
    const state = await until('the outcome', 60, async () => {
      const tracked = await client.call('Node/TrackPayment', { payment_hash: hash })
      return tracked['state'] === 'in-flight' ? undefined : tracked['state']
    })
    const { state: bobs } = await network.bob.call('lnrpc.Lightning/LookupInvoice', {
      r_hash: Buffer.from(hash, 'hex')
    })
    expect(state === 'succeeded').toBe(bobs === 'SETTLED')
    expect(
      (await paymentsOf(network.alice, hash)).filter((one) => one === 'SUCCEEDED').length
    ).toBeLessThanOrEqual(1)
  })

  it.each(['SettleInvoice', 'CancelInvoice'] as const)(
    'joins a payment that the payee holds, through a kill of LND, to its end by %s',
    async (ending) => {
      // The test before may have killed LND.
      for (const node of [network.alice, network.bob]) await node.channelActive()
      const { client } = await open(network.alice)
      const preimage = randomBytes(32)
      const hash = createHash('sha256').update(preimage).digest()
      const made = await holdCall(network.bob, 'AddHoldInvoice', { hash, value: '700' })
      const invoice = 'payment_request' in made ? String(made.payment_request) : ''
      const outcome = (call: Promise<object>) => call.catch((error: unknown) => ({ failed: String(error) }))
      const first = outcome(client.call('PayInvoice', { invoice }))
      await until('the payment to be held', 20, async () => {
        const { state } = await network.bob.call('lnrpc.Lightning/LookupInvoice', { r_hash: hash })
        return state === 'ACCEPTED' ? true : undefined
      })
      expect(await client.call('Node/TrackPayment', { payment_hash: hash.toString('hex') })).toMatchObject({
        state: 'in-flight'
      })
      await network.alice.stop('SIGKILL')
      network.alice.start()
      await network.alice.ready()
      const second = outcome(client.call('PayInvoice', { invoice }))
      const settles = ending === 'SettleInvoice'
      await holdCall(network.bob, ending, settles ? { preimage } : { payment_hash: hash })
      const expected = settles
        ? { preimage: preimage.toString('hex') }
        : { failed: expect.stringContaining('Failed payment: FAILURE_REASON_INCORRECT_PAYMENT_DETAILS') }
      expect(await first).toEqual(expected)
      expect(await second).toEqual(expected)
      expect(await paymentsOf(network.alice, hash.toString('hex'))).toEqual([
        settles ? 'SUCCEEDED' : 'FAILED'
      ])
    }
  )
})
