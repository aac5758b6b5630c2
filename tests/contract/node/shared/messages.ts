import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { HttpMessages } from './http-messages'
import { status } from '../bare-client'
import type { OpenRig } from './rig'

/** The first part was not sent: the texts of play money and of LND. */
const NO_ROUTE = /^(?:unable to find a path to destination|Failed payment: FAILURE_REASON_NO_ROUTE)$/u

/** Subscribe, SendMessage and the HTTP gateway, with any backend. */
export function messageContract(open: OpenRig): void {
  describe('messages', () => {
    it('arrive live, with their sender and the satoshis they carry', async () => {
      const { client, peer, peerSends, subscribed } = await open()
      const stream = client.subscribe()
      await subscribed(1)
      await peerSends(Buffer.from('grüß dich'))
      const [message] = await stream.received(1)
      expect(message).toMatchObject({
        from_pubkey: peer,
        claimed_pubkey: '',
        data: Buffer.from('grüß dich'),
        service_type: 'message',
        reply_to_id: '',
        amount: '1'
      })
      expect(message?.['id']).toMatch(/^[\da-f]{8}-[\da-f]{4}-[48][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
      stream.cancel()
    })

    it('that were missed reach a client that names its last one, in order, before the live ones', async () => {
      const { client, peerSends, subscribed } = await open()
      const first = client.subscribe()
      await subscribed(1)
      await peerSends(Buffer.from('0'))
      const id = String((await first.received(1))[0]?.['id'])
      first.cancel()
      await subscribed(0)
      for (const text of ['1', '2', '3']) await peerSends(Buffer.from(text))
      const stream = client.subscribe(id)
      await stream.received(3)
      await peerSends(Buffer.from('4'))
      expect((await stream.received(4)).map(({ data }) => String(data))).toEqual(['1', '2', '3', '4'])
      expect(stream.headers?.get('imp-replay')).toEqual(['true'])
      stream.cancel()
    })

    it('that were missed do not reach a client that does not request them', async () => {
      const { client, peerSends, subscribed } = await open()
      const witness = client.subscribe()
      await subscribed(1)
      await peerSends(Buffer.from('missed'))
      await witness.received(1)
      const stream = client.subscribe()
      await subscribed(2)
      await peerSends(Buffer.from('live'))
      expect((await stream.received(1)).map(({ data }) => String(data))).toEqual(['live'])
      for (const one of [witness, stream]) one.cancel()
    })

    it('are text over HTTP, with base64 beside it if they are not UTF-8', async () => {
      const { http, peerSends } = await open()
      // With this header the stream begins at once, so nothing is missed; other messages may come first.
      const stream = new HttpMessages(http, { 'Grpc-Metadata-imp-resume-after': 'none' })
      try {
        const text = `text ☕ ${randomUUID()}`
        await peerSends(Buffer.from(text))
        await peerSends(Buffer.from([0xff, 0x00]))
        expect(await stream.find(text)).toMatchObject({ result: { data: text, rawData: '', amount: '1' } })
        expect(await stream.next()).toMatchObject({ result: { data: '', rawData: '/wA=' } })
        expect(await stream.header('grpc-metadata-imp-replay')).toBe('true')
      } finally {
        stream.close()
      }
    })

    it('are sent once, also if a client sends one again with the same draft', async () => {
      const { client, peer } = await open()
      const spendable = async () => BigInt(String((await client.call('Node/GetInfo'))['spendable_msat']))
      const before = await spendable()
      const message = { msg: Buffer.from('hello'), pubkey: peer, amount: '2' }
      const draft = { 'imp-draft': randomUUID() }
      const { id } = await client.call('SendMessage', message, {}, draft)
      expect(await client.call('SendMessage', message, {}, draft)).toEqual({ id })
      const other = await client.call('SendMessage', message, {}, { 'imp-draft': randomUUID() })
      expect(other['id']).not.toBe(id)
      await expect.poll(async () => before - (await spendable())).toBe(4_000n)
    })

    it('that were sent have arrived with all their parts, and of others nothing is known', async () => {
      const { client, peer, http } = await open()
      const draft = randomUUID()
      const message = { msg: Buffer.alloc(1_801, 'x'), pubkey: peer, amount: '3' }
      await client.call('SendMessage', message, {}, { 'imp-draft': draft })
      const track = (name: string) => client.call('Node/TrackMessage', { draft: name })
      const arrived = await track(draft)
      expect(arrived).toMatchObject({ parts: '3', arrived_parts: '3' })
      const fees = v.parse(v.array(v.string()), arrived['arrived_fee_msat'])
      expect(fees).toHaveLength(3)
      const nothing = { parts: '0', arrived_parts: '0', arrived_fee_msat: [] }
      expect(await track(randomUUID())).toEqual(nothing)
      expect(await track('')).toEqual(nothing)
      const overHttp = await fetch(`http://${http}/v1/extension/trackmessage`, {
        method: 'POST',
        body: JSON.stringify({ draft })
      })
      expect(await overHttp.json()).toEqual({ parts: '3', arrivedParts: '3', arrivedFeeMsat: fees })
    })

    it('report the fees of all their payments, which is what they take beside their cost', async () => {
      const { client, peer, http } = await open()
      const spendable = async () => BigInt(String((await client.call('Node/GetInfo'))['spendable_msat']))
      const before = await spendable()
      const message = { msg: Buffer.alloc(1_801, 'y'), pubkey: peer, amount: '3' }
      const draft = randomUUID()
      const trailers = await client.trailers('SendMessage', message, { 'imp-draft': draft })
      const fee = trailers.get('imp-fee-msat').map(String)
      expect(fee).toEqual([expect.stringMatching(/^\d+$/u)])
      await expect.poll(async () => before - (await spendable())).toBe(3_000n + BigInt(fee[0] ?? ''))
      const { arrived_fee_msat } = await client.call('Node/TrackMessage', { draft })
      const sum = v.parse(v.array(v.string()), arrived_fee_msat).reduce((all, one) => all + BigInt(one), 0n)
      expect(sum.toString()).toBe(fee[0])
      const overHttp = await fetch(`http://${http}/v1/message/send`, {
        method: 'POST',
        headers: { 'Grpc-Metadata-imp-draft': draft },
        body: JSON.stringify({ ...message, msg: message.msg.toString('base64') })
      })
      expect(overHttp.status).toBe(200)
      expect(overHttp.headers.get('grpc-metadata-imp-fee-msat')).toBe(fee[0])
    })

    it('that were not sent within one largest fee are sent with a larger one, under the same draft', async () => {
      const { client, peer } = await open({ isFar: true })
      const message = { msg: Buffer.alloc(901, 'z'), pubkey: peer, amount: '2' }
      const draft = { 'imp-draft': randomUUID() }
      const limited = (msats: string) => ({ ...draft, 'imp-fee-limit-msat': msats })
      expect((await client.failure('SendMessage', message, {}, limited('1'))).details).toMatch(NO_ROUTE)
      const { id } = await client.call('SendMessage', message, {}, limited('1000000'))
      expect(await client.call('SendMessage', message, {}, limited('1'))).toEqual({ id })
    })

    it('get the answer of the first request while that is under way, also if it fails', async () => {
      const { client, peer, holdParts } = await open({ isFar: true })
      const message = { msg: Buffer.from('at once'), pubkey: peer, amount: '1' }
      const draft = { 'imp-draft': randomUUID() }
      const release = holdParts()
      const answers = ['1', '1000000'].map((limit) =>
        client.failure('SendMessage', message, {}, { ...draft, 'imp-fee-limit-msat': limit })
      )
      // Calls of one connection come in order: both requests have come in before this answer.
      await client.call('Node/GetInfo')
      release()
      const [first, repeat] = await Promise.all(answers)
      expect(first?.details).toMatch(NO_ROUTE)
      expect(repeat).toEqual(first)
    })

    it('are not sent under the draft of another message', async () => {
      const { client, peer } = await open()
      const message = { msg: Buffer.from('first'), pubkey: peer, amount: '1', reply_to_id: '' }
      const draft = { 'imp-draft': randomUUID() }
      const { id } = await client.call('SendMessage', message, {}, draft)
      for (const change of [{ msg: Buffer.from('other') }, { amount: '2' }, { reply_to_id: 'another' }])
        expect(await client.failure('SendMessage', { ...message, ...change }, {}, draft)).toEqual({
          code: status.UNKNOWN,
          details: 'this draft was sent with another content'
        })
      expect(await client.call('SendMessage', message, {}, draft)).toEqual({ id })
    })

    it('are not sent with a largest fee that is not an amount', async () => {
      const { client, peer } = await open()
      const message = { msg: Buffer.from('hello'), pubkey: peer, amount: '1' }
      for (const limit of ['-1', '1.5', 'all', '9'.repeat(19)]) {
        expect(
          await client.failure('SendMessage', message, {}, { 'imp-fee-limit-msat': limit })
        ).toMatchObject({
          code: status.INVALID_ARGUMENT
        })
      }
      for (const limit of ['2500', (2n ** 63n - 1n).toString()]) {
        const sent = client.call('SendMessage', message, {}, { 'imp-fee-limit-msat': limit })
        await expect(sent).resolves.toHaveProperty('id')
      }
    })

    it('of more than 900 bytes are sent only if the client offers their cost', async () => {
      const { client, peer } = await open()
      const message = { msg: Buffer.alloc(901, 'x'), pubkey: peer }
      expect(await client.failure('SendMessage', { ...message, amount: '1' })).toEqual({
        code: status.UNKNOWN,
        details: 'Need more sats for this message, have: 1, want: 2'
      })
      await expect(client.call('SendMessage', { ...message, amount: '2' })).resolves.toHaveProperty('id')
    })
  })

  describe('the HTTP gateway', () => {
    it('serves the documented bindings, int64 as string or number', async () => {
      const { http, peerInvoice } = await open()
      const post = async (path: string, body: object) => {
        const url = `http://${http}/v1/lightning/${path}`
        const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
        const json: object = Object(await response.json())
        return { code: response.status, json }
      }
      const generated = await post('generateinvoice', { amount: '2500', memo: 'tea' })
      expect(generated).toEqual({ code: 200, json: { invoice: expect.stringMatching(/^lnbcrt25u1/) } })
      expect((await post('generateinvoice', { amount: 2500 })).code).toBe(200)
      expect(await post('checkinvoice', generated.json)).toEqual({ code: 200, json: { paid: false } })
      const { invoice } = await peerInvoice({ sats: 3 })
      const preimage = expect.stringMatching(/^[\da-f]{64}$/)
      expect(await post('payinvoice', { invoice })).toEqual({ code: 200, json: { preimage } })
      expect(await post('checkinvoice', { invoice: 'nope' })).toEqual({
        code: 500,
        json: { code: status.UNKNOWN, message: 'No invoice found', details: [] }
      })
    })
  })

  describe('GetInfo', () => {
    it('names the node, its network and its balances', async () => {
      const { client, pubkey } = await open()
      const info = await client.call('Node/GetInfo')
      expect(info).toMatchObject({
        ...{ pubkey, network: 'regtest', synced_to_chain: true },
        limits_message_fees: true
      })
      expect(BigInt(String(info['spendable_msat']))).toBeGreaterThan(0n)
      expect(BigInt(String(info['receivable_msat']))).toBeGreaterThan(0n)
    })

    it('names the height and the time of the newest block', async () => {
      const { client } = await open()
      const info = await client.call('Node/GetInfo')
      expect(Number(info['block_height'])).toBeGreaterThan(0)
      expect(Number(info['newest_block_at'])).toBeGreaterThan(Date.UTC(2011, 0) / 1000)
    })
  })
}
