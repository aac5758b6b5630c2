import { describe, expect, it } from 'vitest'
import { decodeInvoice } from '../../../../src/shared/bolt11'
import { status } from '../bare-client'
import type { OpenRig } from './rig'

/** GenerateInvoice, CheckInvoice and WatchInvoices, with any backend. */
export function invoiceContract(open: OpenRig): void {
  describe('invoices', () => {
    it('are signed by the node, for the amount and the memo', async () => {
      const { client, pubkey } = await open()
      const { invoice } = await client.call('GenerateInvoice', { amount: '2500', memo: 'ein Kaffee ☕' })
      expect(decodeInvoice(String(invoice))).toMatchObject({
        ok: true,
        value: {
          network: 'regtest',
          amountMsat: 2_500_000n,
          description: 'ein Kaffee ☕',
          payee: pubkey
        }
      })
    })

    it('name no amount if none is requested', async () => {
      const { client } = await open()
      const { invoice } = await client.call('GenerateInvoice', { amount: '0', memo: '' })
      const decoded = decodeInvoice(String(invoice))
      expect(decoded.ok && decoded.value.amountMsat).toBe(undefined)
    })

    it('may have a memo of exactly 639 bytes', async () => {
      const { client } = await open()
      const memo = 'm'.repeat(639)
      await expect(client.call('GenerateInvoice', { amount: '1', memo })).resolves.toHaveProperty('invoice')
    })

    it.each([
      ['a negative amount', { amount: '-1', memo: '' }, /negative/],
      ['a memo of 640 bytes', { amount: '1', memo: 'ü'.repeat(320) }, /too (large|big)/]
    ])('are refused for %s with UNKNOWN and a text', async (_name, request, text) => {
      const { client } = await open()
      expect(await client.failure('GenerateInvoice', request)).toEqual({
        code: status.UNKNOWN,
        details: expect.stringMatching(text)
      })
    })

    it('become paid, and the stream of settled invoices reports it at once', async () => {
      const { client, peerPays } = await open()
      const watching = client.stream('Node/WatchInvoices', { since: '0' })
      const { invoice } = await client.call('GenerateInvoice', { amount: '1234', memo: 'tea' })
      expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: false })
      await peerPays(String(invoice))
      expect(await watching.received(1)).toMatchObject([{ invoice, amount_msat: '1234000' }])
      expect(await client.call('CheckInvoice', { invoice })).toEqual({ paid: true })
      watching.cancel()
    })

    it('that were paid meanwhile come first in the stream of a client that connects again', async () => {
      const { client, peerPays } = await open()
      const paid: unknown[] = []
      const first = client.stream('Node/WatchInvoices', { since: '0' })
      for (const amount of ['5', '6', '7']) {
        const { invoice } = await client.call('GenerateInvoice', { amount, memo: '' })
        await peerPays(String(invoice))
        paid.push(invoice)
        if (paid.length === 1) await first.received(1)
      }
      first.cancel()
      const since = first.messages[0]?.['settle_index']
      const later = client.stream('Node/WatchInvoices', { since })
      expect((await later.received(2)).map(({ invoice }) => invoice)).toEqual(paid.slice(1))
      later.cancel()
    })

    it('are found only by their exact text, and only if the node issued them', async () => {
      const { client, peerInvoice } = await open()
      const { invoice } = await client.call('GenerateInvoice', { amount: '1', memo: '' })
      const notFound = { code: status.UNKNOWN, details: 'No invoice found' }
      for (const text of [
        String(invoice).toUpperCase(),
        (await peerInvoice({ sats: 1 })).invoice,
        'nope',
        ''
      ]) {
        expect(await client.failure('CheckInvoice', { invoice: text })).toEqual(notFound)
      }
    })
  })
}
