import { describe, expect, it } from 'vitest'
import { RECORD } from '../../../../../src/node/backends/lnd/keysend-records'
import { ampPaymentHash } from '../../../../../src/node/backends/lnd/settlements'
import { msat } from '../../../../../src/shared/money'
import { mira, hashOf, mailbox, keysend, signed } from './mailbox-setup'

describe('an AMP payment in the mailbox over LND', () => {
  it('joins the records that the second generation cuts over the HTLCs of an AMP payment', () => {
    const { box, live } = mailbox()
    const json = Buffer.from(JSON.stringify({ body: { content: 'x'.repeat(1_500) } }))
    const sender = Buffer.from(mira.pubkey.toString('hex'))
    const setId = 'ab'.repeat(32)
    const part = (number: number, records: [bigint, Buffer][], set = setId) => ({
      state: 'SETTLED',
      custom_records: new Map([...records, [RECORD.didcommPart, Buffer.from(String(number))] as const]),
      amp: { set_id: set }
    })
    box.take([
      {
        ...keysend(1, []),
        r_hash: '',
        settle_index: 0n,
        htlcs: [
          part(2, [
            [RECORD.didcomm, json.subarray(1_400)],
            [RECORD.didcommSender, sender.subarray(0, 20)]
          ]),
          part(0, [[RECORD.didcomm, Buffer.from('of another payment')]], 'cd'.repeat(32)),
          part(10, [[RECORD.didcommSender, sender.subarray(20)]]),
          part(0, [[RECORD.didcomm, json.subarray(0, 900)]]),
          part(1, [[RECORD.didcomm, json.subarray(900, 1_400)]])
        ],
        amp_invoice_state: {
          [setId]: { settle_index: 7n, settle_time: 1_700_000_007, amt_paid_msat: msat(3_000n) },
          ['cd'.repeat(32)]: { settle_index: 0n, settle_time: 0, amt_paid_msat: msat(0n) }
        }
      }
    ])
    expect(live).toMatchObject([
      {
        data: Buffer.from('x'.repeat(1_500)),
        serviceType: 'message',
        from: undefined,
        claimedPubkey: mira.pubkey.toString('hex'),
        amountSat: 3n,
        paymentHash: ampPaymentHash(setId),
        settleIndex: 7n,
        settledAt: 1_700_000_007
      }
    ])
  })

  it('never takes an AMP payment for the payment whose hash the payer chose as set id', () => {
    const { box, live, journal } = mailbox()
    const stolen = hashOf(1)
    const records = new Map([[RECORD.text, Buffer.from('forged')]])
    box.take([
      {
        ...keysend(2, []),
        r_hash: '',
        settle_index: 0n,
        htlcs: [{ state: 'SETTLED', custom_records: records, amp: { set_id: stolen } }],
        amp_invoice_state: {
          [stolen]: { settle_index: 2n, settle_time: 1_700_000_002, amt_paid_msat: msat(1_000n) }
        }
      }
    ])
    box.take([keysend(3, []), { ...keysend(1, signed('hello')), settle_index: 4n }])
    expect(live.map(({ data }) => String(data))).toEqual(['forged', 'hello'])
    expect(journal.settledAfter(0n).filter(({ paymentHash }) => paymentHash === stolen)).toMatchObject([
      { settleIndex: 4n }
    ])
  })

  it('reads the records of an ordinary payment in parts once', () => {
    const { box, live } = mailbox()
    const htlc = { state: 'SETTLED', custom_records: new Map(signed('hello')), amp: null }
    box.take([{ ...keysend(1, []), htlcs: [htlc, htlc] }])
    expect(live).toMatchObject([{ data: Buffer.from('hello') }])
  })
})
