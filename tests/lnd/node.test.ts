import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECORD } from '../../src/node/backends/lnd/keysend-records'
import { nodeContract } from '../contract/node/shared/node-contract'
import { sendKeysend, signedText, type Records } from './keysend'
import { startNetwork, type TestNetwork } from './network'
import { until } from './processes'
import { invoiceOf, lndRig, openNode, paymentsOf, sha256, temporaryFolder } from './support'

let network: TestNetwork

beforeAll(async () => {
  network = await startNetwork()
}, 240_000)
afterAll(() => network.stop(), 60_000)

describe('the node over a real LND', { timeout: 120_000 }, () =>
  nodeContract(() => lndRig(network.alice, network.bob))
)

describe('a message over a real LND', { timeout: 120_000 }, () => {
  it('is signed, and another node reads it with a proven sender', async () => {
    const alice = await openNode(network.alice)
    const bob = await openNode(network.bob)
    const inbox = bob.client.subscribe('')
    const text = `Hallo Bob ☕ ${randomBytes(4).toString('hex')}`
    const { id } = await alice.client.call('SendMessage', {
      msg: Buffer.from(text),
      pubkey: bob.node.info.pubkey,
      amount: '3',
      reply_to_id: 'the one before'
    })
    const received = await until('the message', 30, async () =>
      inbox.messages.find((one) => one['id'] === id)
    )
    expect(received).toMatchObject({
      from_pubkey: alice.node.info.pubkey,
      claimed_pubkey: '',
      data: Buffer.from(text),
      reply_to_id: 'the one before',
      service_type: 'message',
      amount: '3'
    })
  })

  it('of any length up to five parts arrives whole under one id', async () => {
    const alice = await openNode(network.alice)
    const bob = await openNode(network.bob)
    const inbox = bob.client.subscribe('')
    for (const [characters, amount] of [
      [450, 1],
      [451, 2],
      [2_200, 5]
    ] as const) {
      const text = 'ö'.repeat(characters)
      const { id } = await alice.client.call('SendMessage', {
        msg: Buffer.from(text),
        pubkey: bob.node.info.pubkey,
        amount: String(amount)
      })
      const received = await until('the message', 30, async () =>
        inbox.messages.find((one) => one['id'] === id)
      )
      expect(String(received['data'])).toBe(text)
      expect(received).toMatchObject({ from_pubkey: alice.node.info.pubkey, amount: String(amount) })
    }
  })

  it('of each kind is read for what it is, and only a fitting signature proves a sender', async () => {
    const bob = await openNode(network.bob)
    const inbox = bob.client.subscribe('none')
    const [to, from] = [await network.bob.pubkey(), await network.alice.pubkey()]
    const signed = await signedText(network.alice, to, Buffer.from('signed'))
    const { signature: zbase32 } = await network.alice.call('lnrpc.Lightning/SignMessage', {
      msg: Buffer.from(`${to}1700000000from CipherChat`)
    })
    const claimed = '02'.padEnd(66, '1')
    const kinds: readonly (readonly [Records, object])[] = [
      [signed, { from_pubkey: from, claimed_pubkey: '', data: Buffer.from('signed') }],
      [
        [
          [RECORD.text, Buffer.from('from CipherChat')],
          [RECORD.signature, Buffer.from(String(zbase32))],
          [RECORD.sender, Buffer.from(from)],
          [RECORD.time, Buffer.from('1700000000')]
        ],
        { from_pubkey: from, claimed_pubkey: '' }
      ],
      [
        signed.map(([type, value]) => [type, type === RECORD.text ? Buffer.from('forged') : value] as const),
        { from_pubkey: '', claimed_pubkey: from, data: Buffer.from('forged') }
      ],
      [
        [
          [RECORD.text, Buffer.from('who am I?')],
          [RECORD.signature, randomBytes(70)],
          [RECORD.sender, Buffer.from(claimed, 'hex')]
        ],
        { from_pubkey: '', claimed_pubkey: claimed }
      ],
      [[[RECORD.text, Buffer.from('nobody')]], { from_pubkey: '', claimed_pubkey: '' }],
      [[[RECORD.podcast, Buffer.from('{"action":"boost"}')]], { service_type: 'podcast' }],
      [[[RECORD.tipNote, Buffer.from('thanks')]], { service_type: 'tip', data: Buffer.from('thanks') }],
      [[[RECORD.sphinx, Buffer.from('{}')]], { service_type: 'sphinx' }],
      [
        [
          [RECORD.didcomm, Buffer.from(JSON.stringify({ body: { content: 'hi' } }))],
          [RECORD.didcommSender, Buffer.from(from)]
        ],
        { service_type: 'message', data: Buffer.from('hi'), from_pubkey: '', claimed_pubkey: from }
      ]
    ]
    for (const [records, expected] of kinds) {
      const hash = await sendKeysend(network.alice, to, records)
      const received = await until('the message', 30, async () =>
        inbox.messages.find((one) => one['payment_hash'] === hash)
      )
      expect(received).toMatchObject(expected)
    }
    // The same signed message in another payment is no new message.
    await sendKeysend(network.alice, to, signed)
    await sendKeysend(network.alice, to, [[RECORD.text, Buffer.from('the last one')]])
    await until('the last message', 30, async () =>
      inbox.messages.find((one) => String(one['data']) === 'the last one')
    )
    expect(inbox.messages.filter((one) => String(one['data']) === 'signed')).toHaveLength(1)
  })

  it('that comes as an AMP payment is read, also after the node was away', async () => {
    const dataFolder = temporaryFolder()
    const to = await network.bob.pubkey()
    const sendAmp = async (content: string) => {
      const { status } = await network.alice.last('routerrpc.Router/SendPaymentV2', {
        dest: Buffer.from(to, 'hex'),
        amt: '4',
        amp: true,
        max_parts: 4,
        max_shard_size_msat: '1500',
        timeout_seconds: 30,
        fee_limit_sat: '10',
        dest_custom_records: {
          [RECORD.didcomm.toString()]: Buffer.from(JSON.stringify({ body: { content } })),
          [RECORD.didcommPart.toString()]: Buffer.from('0')
        }
      })
      expect(status).toBe('SUCCEEDED')
    }
    const first = await openNode(network.bob, { dataFolder })
    const inbox = first.client.subscribe()
    await first.client.call('Node/GetInfo')
    await sendAmp('live')
    const [live] = await inbox.received(1)
    expect(live).toMatchObject({ data: Buffer.from('live'), amount: '4' })
    await first.stop()
    await sendAmp('missed')
    const second = await openNode(network.bob, { dataFolder })
    const replayed = await second.client.subscribe(String(live?.['id'])).received(1)
    expect(replayed).toMatchObject([{ data: Buffer.from('missed'), amount: '4' }])
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

describe('curl', { timeout: 60_000 }, () => {
  /** As a shell would run it. */
  const curl = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await promisify(execFile)('curl', ['-s', ...args])).stdout)

  it('works against the bindings of the API documents', async () => {
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
