import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeMessage } from '../../../../../src/main/node-client/api'
import { decodeFrame } from '../../../../../src/main/node-client/decode/frame'
import {
  extendedFrame,
  firstGenerationFrame,
  secondGenerationFrame
} from '../../../../support/fixtures/frames'

const bytes = (text: string) => new TextEncoder().encode(text)
const MAX_INT64 = 2n ** 63n - 1n
const MIN_INT64 = -(2n ** 63n)

function decoded(frame: Uint8Array): NodeMessage {
  const result = decodeFrame(frame)
  if (!result.ok) throw new Error(`refused: ${result.error.code}`)
  return { ...result.value, data: new Uint8Array(result.value.data) }
}

describe('a frame of the first generation', () => {
  it('is decoded with all its fields', () => {
    const frame = firstGenerationFrame({
      id: 'b1f0',
      reply_to_id: 'a0',
      from_pubkey: '02ab',
      data: bytes('hello'),
      service_type: 'message',
      amount: '2500'
    })
    expect(decoded(frame)).toEqual({
      id: 'b1f0',
      replyToId: 'a0',
      from: '02ab',
      claimed: false,
      data: bytes('hello'),
      serviceType: 'message',
      amount: 2500n
    })
  })

  it('of a node with the extension tells a claimed sender and the time of arrival, and no claim hides a proof', () => {
    const claimed_pubkey = '02'.padEnd(66, 'a')
    const frame = { id: 'x', claimed_pubkey, settled_at: '1700000000', payment_hash: 'ab', settle_index: '7' }
    expect(decoded(extendedFrame(frame))).toMatchObject({
      from: claimed_pubkey,
      claimed: true,
      settledAt: 1_700_000_000_000
    })
    const from_pubkey = '03'.padEnd(66, 'b')
    expect(decoded(extendedFrame({ ...frame, from_pubkey, settled_at: '5' }))).toMatchObject({
      from: from_pubkey,
      claimed: false,
      settledAt: undefined
    })
    expect(decoded(extendedFrame({ ...frame, claimed_pubkey: 'Mira' }))).toMatchObject({
      from: '',
      claimed: false
    })
  })

  it('keeps data that is not UTF-8 unchanged', () => {
    const data = Uint8Array.of(0xff, 0x00, 0xc3, 0x28)
    expect(decoded(firstGenerationFrame({ id: 'x', data })).data).toEqual(data)
  })

  it.each([MAX_INT64, MIN_INT64, -1n, 2n ** 53n + 1n, 0n])('keeps the amount %s exactly', (amount) => {
    expect(
      decoded(firstGenerationFrame({ id: 'x', data: bytes('a'), amount: amount.toString() })).amount
    ).toBe(amount)
  })

  it('has empty fields if the node sent none', () => {
    const empty = {
      id: '',
      replyToId: '',
      from: '',
      claimed: false,
      data: new Uint8Array(),
      serviceType: '',
      amount: 0n
    }
    expect(decoded(firstGenerationFrame({}))).toEqual(empty)
    expect(decoded(firstGenerationFrame({ id: 'only-an-id' }))).toEqual({ ...empty, id: 'only-an-id' })
    expect(decoded(firstGenerationFrame({ id: '{no json' }))).toEqual({ ...empty, id: '{no json' })
  })

  it('is decoded past unknown fields', () => {
    const unknown = Uint8Array.of(
      0x78,
      0x01,
      0x82,
      0x01,
      0x01,
      0x41,
      0x8d,
      0x01,
      0,
      0,
      0,
      0,
      0x91,
      0x01,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    )
    const frame = Buffer.concat([unknown, firstGenerationFrame({ id: 'x', from_pubkey: 'y' }), unknown])
    expect(decoded(frame)).toMatchObject({ id: 'x', from: 'y' })
  })

  it('uses the last value of a repeated field', () => {
    const frame = Buffer.concat([
      firstGenerationFrame({ id: 'a', data: bytes('1') }),
      firstGenerationFrame({ id: 'b' })
    ])
    expect(decoded(frame)).toMatchObject({ id: 'b', data: bytes('1') })
  })
})

describe('a frame of the second generation', () => {
  const didcomm = (fields: object) => ({ data: bytes(JSON.stringify(fields)), amount: '7' })
  const basic = {
    typ: 'application/didcomm-plain+json',
    id: 'm1',
    thid: 'm0',
    pthid: '',
    type: 'https://didcomm.org/basicmessage/2.0/message',
    from: 'did:ion:abc',
    to: ['did:ion:me'],
    created_time: 1_700_000_000,
    expires_time: 0,
    body: { content: 'hello \u{1f525}' },
    attachments: null
  }

  it('gives the same message as the first generation for a text of a person', () => {
    expect(decoded(secondGenerationFrame(didcomm(basic)))).toEqual({
      id: 'm1',
      replyToId: 'm0',
      from: 'did:ion:abc',
      claimed: true,
      data: bytes('hello \u{1f525}'),
      serviceType: 'message',
      amount: 7n
    })
  })

  it('is recognised without an amount, which is not encoded if it is 0', () => {
    expect(decoded(secondGenerationFrame({ ...didcomm(basic), amount: '0' }))).toMatchObject({
      id: 'm1',
      amount: 0n
    })
  })

  it('keeps the type and the body of anything but a basic message', () => {
    const body = { data: 'AAEC' }
    const frame = secondGenerationFrame(
      didcomm({ ...basic, type: 'https://impervious.ai/didcomm/vpn/1.0', body })
    )
    expect(decoded(frame)).toMatchObject({
      serviceType: 'https://impervious.ai/didcomm/vpn/1.0',
      data: bytes(JSON.stringify(body))
    })
  })

  it.each([
    [{ ...basic, body: { content: 5 } }, '{"content":5}'],
    [{ ...basic, body: null }, 'null'],
    [{ ...basic, body: undefined }, 'null']
  ])('keeps the body of a basic message without text: %j', (fields, data) => {
    expect(decoded(secondGenerationFrame(didcomm(fields)))).toMatchObject({
      serviceType: basic.type,
      data: bytes(data)
    })
  })

  it('is not lost if fields have other types', () => {
    const frame = secondGenerationFrame(didcomm({ ...basic, id: 5, thid: null, from: ['x'] }))
    expect(decoded(frame)).toMatchObject({ id: '', replyToId: '', from: '', serviceType: 'message' })
  })

  it('is not a reply to itself, although a first message names itself as its thread', () => {
    expect(decoded(secondGenerationFrame(didcomm({ ...basic, thid: 'm1' })))).toMatchObject({ replyToId: '' })
  })

  it('survives a body that is nested too deep to be serialised', () => {
    const nested = `{"id":"deep","body":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    const { data } = decoded(secondGenerationFrame({ data: bytes(nested), amount: '1' }))
    expect(Buffer.from(data).equals(bytes(nested))).toBe(true)
  })

  it.each(['', 'not json', '[]', '"text"', '{"id":'])('is refused with the data %j', (data) => {
    expect(decodeFrame(secondGenerationFrame({ data: bytes(data), amount: '1' }))).toEqual({
      ok: false,
      error: { code: 'json' }
    })
  })
})

describe('a hostile frame', () => {
  it.each([
    ['a length past the end', [0x0a, 0x05, 0x41]],
    ['a length of 2^63', [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ['a varint without an end', [0x30, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['a tag without an end', [0xff]],
    ['a tag of more than 32 bits', [0xff, 0xff, 0xff, 0xff, 0x7f, 0x00]],
    ['field 0', [0x00, 0x01]],
    ['a group', [0x0b, 0x0c]],
    ['wire type 7', [0x07]],
    ['a cut fixed number', [0x0d, 0x00]]
  ])('with %s is not protobuf', (_, frame) => {
    expect(decodeFrame(Uint8Array.from(frame))).toEqual({ ok: false, error: { code: 'wire' } })
  })

  it.each([
    ['fields of both generations', [0x10, 0x01, 0x1a, 0x01, 0x41]],
    ['a number as the id', [0x08, 0x01]],
    ['a text as the amount', [0x32, 0x01, 0x41]]
  ])('with %s is of neither generation', (_, frame) => {
    expect(decodeFrame(Uint8Array.from(frame))).toEqual({ ok: false, error: { code: 'dialect' } })
  })

  it('never causes an exception, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (frame) => {
        const result = decodeFrame(frame)
        expect(typeof result.ok).toBe('boolean')
      }),
      { numRuns: 5000 }
    )
  })

  it('never causes an exception, for any truncated or altered frame', () => {
    const good = firstGenerationFrame({
      id: 'id',
      reply_to_id: 'r',
      from_pubkey: 'f',
      data: bytes('d'),
      amount: '-1'
    })
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const frame = cut ? good.subarray(0, at) : Uint8Array.from(good).fill(byte, at, at + 1)
        expect(typeof decodeFrame(frame).ok).toBe('boolean')
      })
    )
  })

  it('of 16 MiB of tiny fields is decoded quickly', () => {
    const frame = new Uint8Array(16 * 1024 * 1024).fill(0)
    for (let at = 0; at < frame.length; at += 2) frame[at] = 0x78
    const started = performance.now()
    expect(decodeFrame(frame).ok).toBe(true)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('any message', () => {
  it('is the same after encoding and decoding as a first-generation frame', () => {
    const message = fc.record({
      id: fc.uuid(),
      replyToId: fc.oneof(fc.constant(''), fc.uuid()),
      from: fc.stringMatching(/^0[23][0-9a-f]{64}$/u),
      claimed: fc.constant(false),
      data: fc.uint8Array({ maxLength: 200 }),
      serviceType: fc.string({ unit: 'grapheme', maxLength: 20 }),
      amount: fc.bigInt({ min: MIN_INT64, max: MAX_INT64 })
    })
    fc.assert(
      fc.property(message, (sent) => {
        const frame = firstGenerationFrame({
          id: sent.id,
          reply_to_id: sent.replyToId,
          from_pubkey: sent.from,
          data: sent.data,
          service_type: sent.serviceType,
          amount: sent.amount.toString()
        })
        expect(decoded(frame)).toEqual(sent)
      })
    )
  })
})
