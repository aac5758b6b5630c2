import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { messageId, partRecord, RECORD } from '../../../../../src/node/backends/lnd/keysend-records'
import { us, mira, jonas, hashOf, mailbox, keysend, signed } from './mailbox-setup'

/** As LND's SignMessage signs: recoverable, over a prefixed text, in zbase32. */
function zbase32Signature(secret: Uint8Array, text: string): string {
  const digest = sha256(sha256(Buffer.from(`Lightning Signed Message:${text}`)))
  const signature = Buffer.from(secp256k1.sign(digest, secret, { prehash: false, format: 'recovered' }))
  signature[0] = (signature[0] ?? 0) + 31
  let bits = BigInt(`0x${signature.toString('hex')}`)
  let encoded = ''
  for (let i = 0; i < 104; i += 1) {
    encoded = `${'ybndrfg8ejkmcpqxot1uwisza345h769'[Number(bits % 32n)] ?? ''}${encoded}`
    bits /= 32n
  }
  return encoded
}

describe('the mailbox over LND', () => {
  it('names a sender whose signature matches', () => {
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

  it('reports a sender without a signature, or with one of another key, as claimed', () => {
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
    ['tip', RECORD.tipNote, 'thanks', 'thanks'],
    ['sphinx', RECORD.sphinx, '{}', '{}'],
    ['message', RECORD.didcomm, '{"body":{"content":"hi"}}', 'hi'],
    ['didcomm', RECORD.didcomm, '{"body":', '{"body":']
  ])('gives the service %s to record %s', (serviceType, record, content, data) => {
    const { box, live } = mailbox()
    box.take([keysend(1, [[record, Buffer.from(content)]])])
    expect(live).toMatchObject([{ serviceType, data: Buffer.from(data) }])
  })

  it.each(['as text', 'as if it were base64'])(
    'proves a sender by the zbase32 signature of CipherChat, sent %s',
    (form) => {
      const { box, live } = mailbox()
      const send = (index: number, recipient: Buffer, text: string) => {
        const signature = zbase32Signature(mira.secret, `${recipient.toString('hex')}1700000000${text}`)
        const record = Buffer.from(signature, form === 'as text' ? 'latin1' : 'base64')
        box.take([
          keysend(index, [
            [RECORD.text, Buffer.from('hello ☕')],
            [RECORD.signature, record],
            [RECORD.sender, Buffer.from(mira.pubkey.toString('hex'))],
            [RECORD.time, Buffer.from('1700000000')]
          ])
        ])
      }
      send(1, us.pubkey, 'hello ☕')
      send(2, us.pubkey, 'another text')
      send(3, jonas.pubkey, 'hello ☕')
      expect(live.map(({ from }) => from?.pubkey)).toEqual([
        mira.pubkey.toString('hex'),
        undefined,
        undefined
      ])
    }
  )

  it("keeps the sender of ThunderHub's signature claimed, because it names no recipient", () => {
    const { box, live } = mailbox()
    const sender = mira.pubkey.toString('hex')
    const signature = zbase32Signature(mira.secret, JSON.stringify({ sender, message: 'pay me' }))
    box.take([
      keysend(1, [
        [RECORD.text, Buffer.from('pay me')],
        [RECORD.signature, Buffer.from(signature)],
        [RECORD.sender, Buffer.from(sender)]
      ])
    ])
    expect(live).toMatchObject([{ from: undefined, claimedPubkey: sender }])
  })

  it('reads invoices in the order in which they were settled', () => {
    const { box, live } = mailbox()
    box.take([3, 1, 2].map((index) => keysend(index, [[RECORD.text, Buffer.from(String(index))]])))
    expect(live.map(({ data }) => String(data))).toEqual(['1', '2', '3'])
  })

  it('ignores a payment without a message', () => {
    const { box, live } = mailbox()
    box.take([keysend(1, [[RECORD.preimage, Buffer.alloc(32)]])])
    expect(live).toEqual([])
  })

  it('delivers a payment once, and a signed message once, however often LND repeats it', () => {
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
