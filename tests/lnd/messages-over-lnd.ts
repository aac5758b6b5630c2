import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { InvoicePage } from '../../src/node/backends/lnd/answers'
import { RECORD, signedBytes } from '../../src/node/backends/lnd/keysend-records'
import { sendKeysend, signedText, type Records } from './keysend'
import type { TestNetwork } from './network'
import { until } from './processes'
import { openNode, temporaryFolder } from './support'

/** Records of ThunderHub. */
const THUNDERHUB_ALIAS = 34349340n
const THUNDERHUB_CONTENT_TYPE = 34349345n

/** Messages of other programs to a node, and of the node to others; tests that share one network. */
export function messagesOverLnd(networkOf: () => TestNetwork): void {
  it('is signed, and another node reads it with a proven sender', async () => {
    const alice = await openNode(networkOf().alice)
    const bob = await openNode(networkOf().bob)
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

  it('has a signature that the LND of the recipient accepts', async () => {
    const { alice, bob } = networkOf()
    const { client } = await openNode(alice)
    const text = Buffer.from(`to be verified ${randomBytes(4).toString('hex')}`)
    await client.call('SendMessage', { msg: text, pubkey: await bob.pubkey(), amount: '1' })
    const page = await bob.client.call(
      'lnrpc.Lightning/ListInvoices',
      { reversed: true, num_max_invoices: '20' },
      InvoicePage
    )
    if (!page.ok) throw new Error(page.error.detail)
    const records = page.value.invoices
      .map(({ htlcs }) => htlcs[0]?.custom_records)
      .find((one) => one?.get(RECORD.text)?.equals(text))
    const record = (type: bigint) => records?.get(type) ?? Buffer.alloc(0)
    const sender = Buffer.from(await alice.pubkey(), 'hex')
    expect(record(RECORD.sender)).toEqual(sender)
    const recipient = Buffer.from(await bob.pubkey(), 'hex')
    const verified = await bob.client.call(
      'signrpc.Signer/VerifyMessage',
      {
        msg: signedBytes(sender, recipient, record(RECORD.time), text),
        signature: record(RECORD.signature),
        pubkey: sender
      },
      v.object({ valid: v.boolean() })
    )
    expect(verified).toEqual({ ok: true, value: { valid: true } })
  })

  it('of any length up to five parts arrives whole under one id', async () => {
    const alice = await openNode(networkOf().alice)
    const bob = await openNode(networkOf().bob)
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

  it('of each kind is recognised, and only a matching signature proves its sender', async () => {
    const bob = await openNode(networkOf().bob)
    const inbox = bob.client.subscribe('none')
    const [to, from] = [await networkOf().bob.pubkey(), await networkOf().alice.pubkey()]
    const signed = await signedText(networkOf().alice, to, Buffer.from('signed'))
    const { signature: zbase32 } = await networkOf().alice.call('lnrpc.Lightning/SignMessage', {
      msg: Buffer.from(`${to}1700000000from CipherChat`)
    })
    const claimed = '02'.padEnd(66, '1')
    // Balance of Satoshis writes milliseconds into the first 6 of 8 bytes, LNDg seconds into 4.
    const milliseconds = Buffer.alloc(8)
    milliseconds.writeUIntBE(Date.now(), 0, 6)
    const seconds = Buffer.alloc(4)
    seconds.writeUInt32BE(Math.floor(Date.now() / 1000))
    const { signature: thunderHub } = await networkOf().alice.call('lnrpc.Lightning/SignMessage', {
      msg: Buffer.from('from ThunderHub')
    })
    const kinds: readonly (readonly [Records, object])[] = [
      [signed, { from_pubkey: from, claimed_pubkey: '', data: Buffer.from('signed') }],
      [
        await signedText(networkOf().alice, to, Buffer.from('Balance of Satoshis'), milliseconds),
        { from_pubkey: from, data: Buffer.from('Balance of Satoshis') }
      ],
      [
        await signedText(networkOf().alice, to, Buffer.from('LNDg'), seconds),
        { from_pubkey: from, data: Buffer.from('LNDg') }
      ],
      [
        [
          [RECORD.text, Buffer.from('from ThunderHub')],
          [RECORD.signature, Buffer.from(String(thunderHub))],
          [RECORD.sender, Buffer.from(from, 'hex')],
          [THUNDERHUB_ALIAS, Buffer.from('alice')],
          [THUNDERHUB_CONTENT_TYPE, Buffer.from('text')]
        ],
        // It names no recipient, so whoever received it could pass it on.
        { from_pubkey: '', claimed_pubkey: from, data: Buffer.from('from ThunderHub') }
      ],
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
      const hash = await sendKeysend(networkOf().alice, to, records)
      const received = await until('the message', 30, async () =>
        inbox.messages.find((one) => one['payment_hash'] === hash)
      )
      expect(received).toMatchObject(expected)
    }
    // The same signed message in another payment is no new message.
    await sendKeysend(networkOf().alice, to, signed)
    await sendKeysend(networkOf().alice, to, [[RECORD.text, Buffer.from('the last one')]])
    await until('the last message', 30, async () =>
      inbox.messages.find((one) => String(one['data']) === 'the last one')
    )
    expect(inbox.messages.filter((one) => String(one['data']) === 'signed')).toHaveLength(1)
  })

  it('that arrives as an AMP payment is read, also after the node was stopped', async () => {
    const dataFolder = temporaryFolder()
    const to = await networkOf().bob.pubkey()
    const sendAmp = async (content: string) => {
      const { status } = await networkOf().alice.last('routerrpc.Router/SendPaymentV2', {
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
    const first = await openNode(networkOf().bob, { dataFolder })
    const inbox = first.client.subscribe()
    await first.client.call('Node/GetInfo')
    await sendAmp('live')
    const [live] = await inbox.received(1)
    expect(live).toMatchObject({ data: Buffer.from('live'), amount: '4' })
    await first.stop()
    await sendAmp('missed')
    const second = await openNode(networkOf().bob, { dataFolder })
    const replayed = await second.client.subscribe(String(live?.['id'])).received(1)
    expect(replayed).toMatchObject([{ data: Buffer.from('missed'), amount: '4' }])
  })
}
