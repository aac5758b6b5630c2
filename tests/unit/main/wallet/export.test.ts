import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import { makeInvoice } from '../../../support/fixtures/make-invoice'
import { type OpenWallet } from '../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../support/fakes/scripted-node'
import { MIRA, pay, ready, pieces, text } from './export-setup'

const EVERYTHING = { filter: 'all', query: '' } as const

describe('an export of the activity list', () => {
  it('contains every field of every kind of entry, newest first, with states and RFC 3339 times', async () => {
    const wallet = ready()
    void wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(0n) })
    const open = makeInvoice({ payee: 'our node', description: 'Coffee', amountMsat: 1_000_000n })
    wallet.node.generate = () => ({ ok: true, value: open.text })
    await wallet.session.receive.create({ amountSat: sat(1_000n), memo: 'Coffee' })
    await wallet.clock.advance(1_500)
    await wallet.node.deliver(nodeMessage({ id: 'm1', from: MIRA, text: 'For you', amount: 700n }))
    await wallet.clock.advance(1_000)
    const paymentHash = await pay(wallet, 'Zines')
    void wallet.session.activity.setNote({ key: `p:${paymentHash}`, note: 'for the shelf' })

    const rows: unknown = JSON.parse(await text(wallet, { format: 'json', ...EVERYTHING }))
    expect(rows).toMatchObject([
      {
        time: '1970-01-01T00:00:02.500Z',
        kind: 'payment',
        direction: 'sent',
        state: 'succeeded',
        amount_sat: '2500.001',
        amount_msat: '2500001',
        description: 'Zines',
        counterparty_name: 'Mira',
        counterparty_key: MIRA,
        network: 'regtest',
        payment_hash: paymentHash,
        proof: 'verified',
        reason: '',
        settled: '1970-01-01T00:00:02.500Z',
        note: 'for the shelf'
      },
      { kind: 'message', state: 'received', amount_sat: '700', description: 'For you', message_id: 'm1' },
      {
        kind: 'invoice',
        direction: 'received',
        state: 'open',
        settled: '',
        expires: '1970-01-01T01:00:00.000Z'
      }
    ])
  })

  it('writes CSV that keeps quotes, commas and line breaks, and contains no spreadsheet formulas', async () => {
    const wallet = ready()
    await pay(wallet, 'say "hi", then\nleave')
    await pay(wallet, '=HYPERLINK("http://example.org")')
    await pay(wallet, '1;=cmd|x\t+2;＝3')
    const [header, ...lines] = (await text(wallet, { format: 'csv', ...EVERYTHING })).split('\r\n')
    expect(header?.split(',').slice(0, 6)).toEqual([
      'time',
      'kind',
      'direction',
      'state',
      'amount_sat',
      'amount_msat'
    ])
    expect(lines[0]).toContain(`,"1;'=cmd|x\t'+2;'＝3",`)
    expect(lines[1]).toContain(`,"'=HYPERLINK(""http://example.org"")",`)
    expect(lines[2]).toContain(',"say ""hi"", then\nleave",')
    expect(lines.at(-1)).toBe('')
  })

  it('contains only rows that match filter and search, in pieces with progress, each row once', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      ...Array.from({ length: 450 }, (_, n) => nodeMessage({ from: MIRA, text: `tip ${n}`, amount: 5n }))
    )
    await pay(wallet, 'Zines')
    const all = await pieces(wallet, { format: 'json', ...EVERYTHING })
    expect(all.map(({ done, total }) => [done, total])).toEqual([
      [0, 451],
      [200, 451],
      [400, 451],
      [451, 451]
    ])
    const rows = JSON.parse(all.map((piece) => piece.text).join('')) as readonly {
      readonly message_id: string
    }[]
    expect(new Set(rows.map((row) => row.message_id)).size).toBe(451)
    const some = JSON.parse(
      await text(wallet, { format: 'json', filter: 'received', query: 'tip 44' })
    ) as unknown[]
    expect(some).toHaveLength(14)
    expect(JSON.parse(await text(wallet, { format: 'json', filter: 'failed', query: '' }))).toEqual([])
  })

  it('ends when the caller stops asking for pieces, and when the wallet leaves the node', async () => {
    const wallet = ready()
    await wallet.node.deliver(...Array.from({ length: 450 }, () => nodeMessage({ from: MIRA, amount: 5n })))
    const pages = wallet.session.activity.export({ format: 'csv', ...EVERYTHING })
    await pages.next()
    await pages.next()
    await wallet.session.close()
    expect((await pages.next()).done).toBe(true)
  })
})

describe('a proof of payment', () => {
  const parsed = (wallet: OpenWallet, paymentHash: PaymentHash) => {
    const proof = wallet.session.activity.proof(paymentHash)
    if (!proof.ok) return proof.error.code
    return JSON.parse(proof.value.text) as Readonly<Record<string, string>>
  }

  it('can be verified without this wallet', async () => {
    const wallet = ready()
    const paymentHash = await pay(wallet, 'Zines')
    const proof = parsed(wallet, paymentHash)
    if (typeof proof === 'string') throw new Error(proof)
    const { preimage = '', verification } = proof
    expect(createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex')).toBe(paymentHash)
    expect(verification).toBe('The preimage fits the payment hash.')
    expect(proof).toMatchObject({ payee: MIRA, amountMsat: '2500001', settledAt: '1970-01-01T00:00:00.000Z' })
    expect(proof['invoice']).toMatch(/^lnbcrt/u)
  })

  it('shows clearly that the preimage does not match', async () => {
    const wallet = ready()
    const paymentHash = await pay(wallet, 'Zines', 'ab'.repeat(32))
    expect(parsed(wallet, paymentHash)).toMatchObject({
      verification: expect.stringContaining('does NOT fit') as string
    })
  })

  it('does not exist without a preimage', async () => {
    const wallet = ready()
    const paymentHash = await pay(wallet, 'Zines', '')
    expect(parsed(wallet, paymentHash)).toBe('no-proof')
    expect(parsed(wallet, '00'.repeat(32) as PaymentHash)).toBe('not-found')
  })
})
