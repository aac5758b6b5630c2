import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Info, Invoice } from '../../../../../src/node/backends/lnd/answers'
import { RECORD } from '../../../../../src/node/backends/lnd/keysend-records'

const invoiceWith = (custom_records: Readonly<Record<string, Uint8Array>>) => ({
  ...{ memo: '', r_preimage: Buffer.alloc(32), r_hash: Buffer.alloc(32), value_msat: '0' },
  ...{ creation_date: '0', settle_date: '0', payment_request: '', expiry: '0' },
  ...{ add_index: '1', settle_index: '1', amt_paid_msat: '1000', state: 'SETTLED', is_keysend: true },
  htlcs: [{ state: 'SETTLED', custom_records, amp: null }],
  amp_invoice_state: {}
})

const typesOf = (invoice: unknown) => [...(v.parse(Invoice, invoice).htlcs[0]?.custom_records.keys() ?? [])]

/** A record type as protobufjs hands it over. */
const keyOf = (type: bigint) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(type)
  return bytes.toString('latin1')
}

describe('the custom records of an HTLC', () => {
  it('have the types that the sender gave them', () => {
    const types = [RECORD.text, RECORD.preimage, 2n ** 64n - 1n]
    expect(
      typesOf(invoiceWith(Object.fromEntries(types.map((type) => [keyOf(type), Buffer.of(1)])))).sort()
    ).toEqual(types.sort())
  })

  it('keep a type whose eight bytes look like the digits of another type', () => {
    const lookalike = Buffer.from(RECORD.text.toString(), 'latin1').readBigUInt64LE()
    expect(typesOf(invoiceWith({ [keyOf(lookalike)]: Buffer.of(1) }))).toEqual([lookalike])
  })
})

describe('what LND reports about itself', () => {
  const info = {
    ...{ synced_to_chain: true, block_height: 1, identity_pubkey: `02${'ab'.repeat(32)}` },
    ...{ alias: 'mine', version: '0.20.1-beta', chains: [{ network: 'regtest' }] },
    best_header_timestamp: '1700000000'
  }

  it('is cut if it is longer than any real name, so that the wallet accepts it', () => {
    const endless = 'x'.repeat(1_000_000)
    const cut = v.parse(Info, { ...info, alias: endless, version: endless, chains: [{ network: endless }] })
    expect([cut.alias, cut.version, cut.chains[0]?.network].map((text) => text?.length)).toEqual([
      200, 200, 200
    ])
    expect(v.parse(Info, info)).toEqual({ ...info, best_header_timestamp: 1_700_000_000 })
  })

  it.each(['', 'alice', `02${'AB'.repeat(32)}`, `04${'ab'.repeat(32)}`])(
    'is refused with the key %s',
    (key) => {
      expect(v.is(Info, { ...info, identity_pubkey: key })).toBe(false)
    }
  )
})
