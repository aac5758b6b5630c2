import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { RECORD } from '../../src/node/backends/lnd/keysend-records'
import { BareClient } from '../contract/node/bare-client'
import { nodeContract } from '../contract/node/shared/node-contract'
import { sendKeysend, signedText } from './keysend'
import { messagesOverLnd } from './messages-over-lnd'
import { startNetwork, type TestNetwork } from './network'
import { BUNDLE, NodeProcess } from './node-process'
import { until } from './processes'
import { invoiceOf, lndRig, openNode, paymentsOf, sha256 } from './support'

let network: TestNetwork

beforeAll(async () => {
  network = await startNetwork({ third: true })
}, 240_000)
afterAll(() => network.stop(), 60_000)

describe('the node over a real LND', { timeout: 120_000 }, () =>
  nodeContract(({ isFar = false } = {}) => {
    const other = isFar ? network.carol : network.bob
    if (other === undefined) throw new Error('the network has no third LND')
    return lndRig(network.alice, other)
  })
)

describe('a message over a real LND', { timeout: 120_000 }, () => messagesOverLnd(() => network))

describe('two clients of one node', { timeout: 120_000 }, () => {
  it('share a payment that both request, and each receives every message', async () => {
    const { alice, bob } = network
    const { node, client: one } = await openNode(alice)
    const other = new BareClient({ address: node.addresses.grpc, generation: 1 }, { extension: true })
    onTestFinished(() => other.close())
    const { invoice, paymentHash } = await invoiceOf(bob, 65)
    const answers = await Promise.all([one, other].map((client) => client.call('PayInvoice', { invoice })))
    for (const { preimage } of answers) expect(sha256(preimage)).toBe(paymentHash)
    expect(await paymentsOf(alice, paymentHash)).toEqual(['SUCCEEDED'])

    const inboxes = [one, other].map((client) => client.subscribe())
    await Promise.all([one, other].map((client) => client.call('Node/GetInfo')))
    await sendKeysend(bob, await alice.pubkey(), [[RECORD.text, Buffer.from('to both')]])
    for (const inbox of inboxes) {
      const [message] = await inbox.received(1)
      expect(message).toMatchObject({ data: Buffer.from('to both') })
    }
  })
})

describe('two clients of one LND', { timeout: 120_000 }, () => {
  it('pay the same invoices at the same time, and each payment is made once', async () => {
    const one = await openNode(network.alice)
    const other = await openNode(network.alice)
    for (let round = 0; round < 5; round += 1) {
      const { invoice, paymentHash } = await invoiceOf(network.bob, 60 + round)
      const answers = await Promise.all(
        [one, other, one, other].map(({ client }) => client.call('PayInvoice', { invoice }))
      )
      for (const { preimage } of answers) expect(sha256(preimage)).toBe(paymentHash)
      expect(await paymentsOf(network.alice, paymentHash)).toEqual(['SUCCEEDED'])
    }
  })
})

/** Node's own SQLite came with 22.5. */
const runsBundle = (() => {
  const version = execFileSync(BUNDLE.runtime, ['--version'], { encoding: 'utf8' })
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 5)
})()

describe('the bundled program', { timeout: 120_000 }, () => {
  // On an older Node the variable IMP_NODE_RUNTIME names a newer one.
  it.runIf(runsBundle)('pays and receives money and messages away from this project', async () => {
    const { alice, bob } = network
    const { address, cert = '', macaroon } = alice.access()
    const program = await NodeProcess.create({ address, cert, macaroon }, BUNDLE)
    onTestFinished(() => program.close())
    await program.start()
    const client = new BareClient({ address: program.grpc, generation: 1 }, { extension: true })
    onTestFinished(() => client.close())

    const { invoice, paymentHash } = await invoiceOf(bob, 61)
    expect(sha256((await client.call('PayInvoice', { invoice }))['preimage'])).toBe(paymentHash)
    const own = await client.call('GenerateInvoice', { amount: '62', memo: 'to the bundle' })
    expect(await client.call('CheckInvoice', own)).toEqual({ paid: false })
    const terms = { payment_request: own['invoice'], timeout_seconds: 30, fee_limit_sat: '10' }
    expect((await bob.last('routerrpc.Router/SendPaymentV2', terms)).status).toBe('SUCCEEDED')
    expect(await client.call('CheckInvoice', own)).toEqual({ paid: true })

    const inbox = client.subscribe('')
    const text = Buffer.from('to the bundle')
    const to = await alice.pubkey()
    await sendKeysend(bob, to, await signedText(bob, to, text))
    await until('the message', 30, async () =>
      inbox.messages.find((one) => String(one['data']) === String(text))
    )
    expect(
      await client.call('SendMessage', { msg: Buffer.from('from it'), pubkey: await bob.pubkey() })
    ).toEqual({
      id: expect.stringMatching(/./)
    })
  })
})

describe('curl', { timeout: 60_000 }, () => {
  /** As a shell would run it. */
  const curl = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await promisify(execFile)('curl', ['-s', ...args])).stdout)

  it('works with the documented HTTP bindings', async () => {
    const { http } = await openNode(network.alice)
    const base = `http://${http}`
    const terms = '{"amount": 1000, "memo": "coffee"}'
    const made = await curl('-X', 'POST', `${base}/v1/lightning/generateinvoice`, '-d', terms)
    expect(made).toEqual({ invoice: expect.stringMatching(/^lnbcrt10u1/) })
    expect(await curl('-X', 'POST', `${base}/v1/lightning/checkinvoice`, '-d', JSON.stringify(made))).toEqual(
      {
        paid: false
      }
    )
    const { invoice } = await invoiceOf(network.bob, 77)
    const paid = await curl(
      '-X',
      'POST',
      `${base}/v1/lightning/payinvoice`,
      '-d',
      JSON.stringify({ invoice })
    )
    expect(paid).toEqual({ preimage: expect.stringMatching(/^[\da-f]{64}$/) })
  })
})
