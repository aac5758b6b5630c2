import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../../../../src/main/node-client/decode/frame'
import { growsTooFast } from '../../../../support/fixtures/text-growth'
import { firstGenerationFrame } from '../../../../support/fixtures/frames'
import { bytes, MAX_INT64, MIN_INT64, decoded } from './frame-setup'

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

  it('of tiny fields is decoded in linear time', () => {
    const fields = (length: number) => '\x78\0'.repeat(length / 2)
    expect(decodeFrame(bytes(fields(16 * 1024 * 1024))).ok).toBe(true)
    expect(growsTooFast((text) => decodeFrame(bytes(text)), fields, 1024 * 1024)).toBe(false)
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
