import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Invoice } from '../../../../../src/node/backends/lnd/answers'
import { Journal } from '../../../../../src/node/backends/lnd/journal'
import {
  messageId,
  partRecord,
  RECORD,
  signedBytes
} from '../../../../../src/node/backends/lnd/keysend-records'
import { Mailbox } from '../../../../../src/node/backends/lnd/mailbox'
import type { NodeMessage } from '../../../../../src/node/messages'
import { msat } from '../../../../../src/shared/money'

const key = (byte: number) => {
  const secret = new Uint8Array(32).fill(byte)
  return { secret, pubkey: Buffer.from(secp256k1.getPublicKey(secret, true)) }
}
const [us, mira, jonas] = [key(1), key(2), key(3)]
const hashOf = (index: number) => Buffer.from(sha256(Buffer.from(`payment ${index}`))).toString('hex')

function mailbox() {
  const journal = new Journal(new DatabaseSync(':memory:'))
  onTestFinished(() => journal.close())
  const box = new Mailbox(journal, us.pubkey.toString('hex'))
  const live: NodeMessage[] = []
  const subscriber = (into: NodeMessage[]) => ({
    deliver: (message: NodeMessage) => void into.push(message),
    deliverRaw: () => undefined,
    end: () => undefined
  })
  box.subscribe(subscriber(live))
  const replay = (after: string) => {
    const messages: NodeMessage[] = []
    box.subscribe(subscriber(messages), after)()
    return messages
  }
  return { box, live, replay, journal }
}

function keysend(index: number, records: readonly (readonly [bigint, Buffer])[]): Invoice {
  return {
    memo: '',
    r_preimage: '',
    r_hash: hashOf(index),
    value_msat: msat(1000n),
    creation_date: 1_700_000_000,
    settle_date: 1_700_000_000 + index,
    payment_request: '',
    expiry: 3600,
    add_index: BigInt(index),
    settle_index: BigInt(index),
    amt_paid_msat: msat(2000n),
    state: 'SETTLED',
    is_keysend: true,
    htlcs: [{ state: 'SETTLED', custom_records: new Map(records) }]
  }
}

function signed(text: string, by = mira, as = by, time = 1n): [bigint, Buffer][] {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(time)
  const message = signedBytes(as.pubkey, us.pubkey, stamp, Buffer.from(text))
  const signature = secp256k1.sign(sha256(message), by.secret, { prehash: false, format: 'der' })
  return [
    [RECORD.text, Buffer.from(text)],
    [RECORD.signature, Buffer.from(signature)],
    [RECORD.sender, as.pubkey],
    [RECORD.time, stamp]
  ]
}

describe('the mailbox over LND', () => {
  it('names a sender whose signature fits', () => {
    const { box, live } = mailbox()
    box.take([keysend(1, signed('hello'))])
    expect(live).toMatchObject([
      {
        id: messageId(hashOf(1)),
        from: { pubkey: mira.pubkey.toString('hex') },
        claimedPubkey: '',
        amountSat: 2n,
        paymentHash: hashOf(1)
      }
    ])
  })

  it('takes a sender that another key signed for, and one without a signature, for a claim', () => {
    const { box, live } = mailbox()
    const unsigned = signed('hello').filter(([type]) => type !== RECORD.signature)
    box.take([keysend(1, signed('hello', jonas, mira)), keysend(2, unsigned)])
    const claimed = { from: undefined, claimedPubkey: mira.pubkey.toString('hex') }
    expect(live).toMatchObject([claimed, claimed])
  })

  it('reads a sender that is written in hex, and a message without any', () => {
    const { box, live } = mailbox()
    box.take([
      keysend(1, [
        [RECORD.text, Buffer.from('a')],
        [RECORD.sender, Buffer.from(mira.pubkey.toString('hex'))]
      ]),
      keysend(2, [[RECORD.text, Buffer.from('b')]])
    ])
    expect(live.map(({ claimedPubkey }) => claimedPubkey)).toEqual([mira.pubkey.toString('hex'), ''])
  })

  it.each([
    ['podcast', RECORD.podcast, '{"action":"boost"}', '{"action":"boost"}'],
    ['message', RECORD.tipNote, 'thanks', 'thanks'],
    ['sphinx', RECORD.sphinx, '{}', '{}'],
    ['message', RECORD.didcomm, '{"body":{"content":"hi"}}', 'hi'],
    ['didcomm', RECORD.didcomm, '{"body":', '{"body":']
  ])('gives the service %s to record %s', (serviceType, record, content, data) => {
    const { box, live } = mailbox()
    box.take([keysend(1, [[record, Buffer.from(content)]])])
    expect(live).toMatchObject([{ serviceType, data: Buffer.from(data) }])
  })

  it('makes no message of a payment without one', () => {
    const { box, live } = mailbox()
    box.take([keysend(1, [[RECORD.preimage, Buffer.alloc(32)]])])
    expect(live).toEqual([])
  })

  it('delivers a payment once, and a signed message once, however often it is played back', () => {
    const { box, live } = mailbox()
    box.take([keysend(1, signed('pay me'))])
    box.take([keysend(1, signed('pay me')), keysend(2, signed('pay me'))])
    expect(live).toHaveLength(1)
  })

  it('joins parts in any order under the id of the first, and never across senders', () => {
    const { box, live } = mailbox()
    const part = (number: number): [bigint, Buffer] => [
      RECORD.part,
      partRecord(Buffer.from(hashOf(1), 'hex'), number, 2)
    ]
    box.take([keysend(2, [...signed('of two'), part(2)])])
    box.take([keysend(3, [...signed('forged', jonas, mira), part(1)])])
    expect(live).toEqual([])
    box.take([keysend(1, [...signed('one '), part(1)])])
    expect(live.map(({ id, data }) => [id, data.toString()])).toEqual([[messageId(hashOf(1)), 'one of two']])
  })

  it('replays 10,000 missed messages in order', () => {
    const { box, replay, journal } = mailbox()
    const count = 10_000
    const all = Array.from({ length: count }, (_, i) =>
      keysend(i + 1, [[RECORD.text, Buffer.from(String(i))]])
    )
    box.take(all)
    expect(replay('').map(({ data }) => data.toString())).toEqual(all.map((_, i) => String(i)))
    expect(replay(messageId(hashOf(count - 2))).map(({ data }) => data.toString())).toEqual(['9998', '9999'])
    expect(journal.cursor()).toBe(BigInt(count))
  })
})
