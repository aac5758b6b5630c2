import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GatewayLines, type GatewayLine } from '../../../../../src/main/node-client/decode/gateway-line'

const line = (value: unknown) => Buffer.from(JSON.stringify(value))
const base64 = (text: string) => Buffer.from(text).toString('base64')

function message(lines: GatewayLines, result: object) {
  const read = lines.read(line({ result }))
  if (!read.ok || read.value.kind !== 'message') throw new Error('no message')
  return { ...read.value.message, data: Buffer.from(read.value.message.data).toString() }
}

describe('a line of the gateway', () => {
  const FIRST = { id: 'a', replyToId: 'b', fromPubkey: '02', data: '', serviceType: 'message', amount: '5' }

  it('becomes a message, with int64 strings exact to the last digit', () => {
    expect(
      message(new GatewayLines(), { ...FIRST, data: 'hello there', amount: '-9223372036854775808' })
    ).toEqual({
      id: 'a',
      replyToId: 'b',
      from: '02',
      claimed: false,
      data: 'hello there',
      serviceType: 'message',
      amount: -9_223_372_036_854_775_808n
    })
  })

  it('may use the field names of the proto, omit empty fields, and write small numbers', () => {
    const result = { id: 'a', reply_to_id: 'b', from_pubkey: '02', service_type: 'vpn', amount: 7 }
    expect(message(new GatewayLines(), result)).toEqual({
      id: 'a',
      replyToId: 'b',
      from: '02',
      claimed: false,
      data: '',
      serviceType: 'vpn',
      amount: 7n
    })
  })

  it('of a node with the extension contains a claimed sender and the time of arrival', () => {
    const key = '02'.padEnd(66, 'a')
    const claimed = { id: 'a', fromPubkey: '', claimedPubkey: key, settledAt: '1700000000', data: 'hi there' }
    expect(message(new GatewayLines(), claimed)).toMatchObject({
      from: key,
      claimed: true,
      settledAt: 1_700_000_000_000
    })
    const proven = { ...claimed, fromPubkey: '03'.padEnd(66, 'b'), settledAt: '-1' }
    expect(message(new GatewayLines(), proven)).toMatchObject({
      from: proven.fromPubkey,
      claimed: false,
      settledAt: undefined
    })
  })

  it('of a node with the extension is text, even if it could be base64', () => {
    const extended = { ...FIRST, settledAt: '1700000000', rawData: '' }
    const hash = 'ab'.repeat(32)
    expect(message(new GatewayLines(), { ...extended, data: hash }).data).toBe(hash)
    expect(message(new GatewayLines(), { ...FIRST, data: hash }).data).not.toBe(hash)
  })

  it('of a node with the extension has data that is not text in a field of its own', () => {
    const bytes = Uint8Array.of(0xff, 0x00, 0xfe)
    const result = { ...FIRST, settledAt: '1700000000', rawData: Buffer.from(bytes).toString('base64') }
    const read = new GatewayLines().read(line({ result }))
    expect(read.ok && read.value.kind === 'message' && [...read.value.message.data]).toEqual([...bytes])
  })

  it('of the second generation is DIDComm in base64', () => {
    const didcomm = {
      id: 'm',
      from: 'did:x',
      type: 'https://didcomm.org/basicmessage/2.0/message',
      body: { content: 'hi' }
    }
    expect(message(new GatewayLines(), { data: base64(JSON.stringify(didcomm)), amount: '3' })).toEqual({
      id: 'm',
      replyToId: '',
      from: 'did:x',
      claimed: true,
      data: 'hi',
      serviceType: 'message',
      amount: 3n
    })
  })

  it('may have data as base64 or as text', () => {
    const lines = new GatewayLines()
    expect(message(lines, { ...FIRST, data: base64('as bytes') }).data).toBe('as bytes')
    expect(message(lines, { ...FIRST, data: 'as text!' }).data).toBe('as text!')
    // From this line on the encoding is known.
    expect(message(lines, { ...FIRST, data: base64('as bytes') }).data).toBe(base64('as bytes'))
  })

  it('takes a short word as text, although it could be base64', () => {
    const lines = new GatewayLines()
    for (const word of ['test', 'okay', 'Help', 'whatever']) {
      expect(message(lines, { ...FIRST, data: word }).data).toBe(word)
    }
  })

  it('keeps bytes that are not text', () => {
    const bytes = Buffer.from('ff00c328'.repeat(20), 'hex')
    const read = new GatewayLines().read(line({ result: { ...FIRST, data: bytes.toString('base64') } }))
    expect(read).toMatchObject({ ok: true, value: { message: { data: bytes } } })
  })

  it("may be an error of the stream, in either version's format", () => {
    const error = (value: object): GatewayLine | undefined => {
      const read = new GatewayLines().read(line({ error: value }))
      return read.ok ? read.value : undefined
    }
    expect(error({ code: 14, message: 'gone', details: [] })).toEqual({
      kind: 'error',
      code: 14,
      text: 'gone'
    })
    expect(error({ grpc_code: 14, http_code: 503, message: 'gone' })).toEqual({
      kind: 'error',
      code: 14,
      text: 'gone'
    })
    expect(error({})).toEqual({ kind: 'error', code: 2, text: '' })
  })

  it.each([
    ['no JSON', '{"result":'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['no object', '5']
  ])('is refused when it is %s', (_, text) => {
    expect(new GatewayLines().read(Buffer.from(text))).toMatchObject({ ok: false, error: { code: 'json' } })
  })

  it.each([
    ['without a result', {}],
    ['with a number for an id', { result: { id: 5 } }],
    ['with an amount beyond int64', { result: { amount: '9223372036854775808' } }],
    ['with half a satoshi', { result: { amount: 0.5 } }]
  ])('is refused %s', (_, value) => {
    expect(new GatewayLines().read(line(value))).toMatchObject({ ok: false, error: { code: 'dialect' } })
  })

  it('never causes an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(typeof new GatewayLines().read(Buffer.from(text)).ok).toBe('boolean')
        expect(typeof new GatewayLines().read(Buffer.from(`{"result":${text}}`)).ok).toBe('boolean')
      })
    )
  })
})
