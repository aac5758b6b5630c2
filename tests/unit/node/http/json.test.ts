import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromJson, toJson } from '../../../../src/node/http/json'

const FIELDS = [
  { name: 'amount', type: 'TYPE_INT64' },
  { name: 'reply_to_id', type: 'TYPE_STRING' },
  { name: 'paid', type: 'TYPE_BOOL' },
  { name: 'data', type: 'TYPE_BYTES' }
].map((field) => ({ ...field, label: 'LABEL_OPTIONAL' }))

describe('the JSON of a message', () => {
  it('contains default values, in camelCase', () => {
    expect(toJson({}, FIELDS, 'base64')).toEqual({ amount: '0', replyToId: '', paid: false, data: '' })
  })

  it('contains the values of a repeated field as an array, which may be empty', () => {
    const fields = [{ name: 'fee_msat', type: 'TYPE_INT64', label: 'LABEL_REPEATED' }]
    expect(toJson({ fee_msat: ['1000', '0'] }, fields, 'base64')).toEqual({ feeMsat: ['1000', '0'] })
    expect(toJson({}, fields, 'base64')).toEqual({ feeMsat: [] })
  })

  it('accepts either name of a field, and null as its default', () => {
    const message = { amount: '0', reply_to_id: 'x', paid: false, data: Buffer.alloc(0) }
    expect(fromJson({ reply_to_id: 'x', paid: null }, FIELDS)).toEqual({ ok: true, value: message })
    expect(fromJson({ replyToId: 'x', somethingElse: 1 }, FIELDS)).toEqual({ ok: true, value: message })
  })

  it('converts back to the same message', () => {
    const message = fc.record({
      amount: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
      reply_to_id: fc.string(),
      paid: fc.boolean(),
      data: fc.uint8Array().map((bytes) => Buffer.from(bytes))
    })
    fc.assert(
      fc.property(message, (value) => {
        expect(fromJson(JSON.parse(JSON.stringify(toJson(value, FIELDS, 'base64'))), FIELDS)).toEqual({
          ok: true,
          value
        })
      })
    )
  })

  it('is refused if it contains amounts that JSON has already rounded', () => {
    expect(fromJson({ amount: 2 ** 53 }, FIELDS)).toMatchObject({ ok: false })
    expect(fromJson({ amount: '9223372036854775808' }, FIELDS)).toMatchObject({ ok: false })
    expect(fromJson({ amount: ' 1' }, FIELDS)).toMatchObject({ ok: false })
  })
})
