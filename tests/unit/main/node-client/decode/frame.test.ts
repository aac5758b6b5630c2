import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../../../../src/main/node-client/decode/frame'
import {
  extendedFrame,
  firstGenerationFrame,
  secondGenerationFrame
} from '../../../../support/fixtures/frames'
import { bytes, MAX_INT64, MIN_INT64, decoded } from './frame-setup'

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

  it('of a node with the extension contains a claimed sender and the time of arrival, and a claim never replaces a proof', () => {
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
