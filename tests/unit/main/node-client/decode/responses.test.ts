import { describe, expect, it } from 'vitest'
import {
  readSentId,
  readSpendable,
  readSettledPayments
} from '../../../../../src/main/node-client/decode/responses'

describe('the balance of a node', () => {
  it('is read in whole satoshis', () => {
    expect(readSpendable({ amt: '6039058' })).toEqual({ ok: true, value: 6_039_058n })
    expect(readSpendable({ amt: '0' })).toEqual({ ok: true, value: 0n })
  })

  it('is unknown if the node returns -1 because it has no Lightning node', () => {
    expect(readSpendable({ amt: '-1' })).toEqual({ ok: true, value: undefined })
  })

  it('is unknown if the response contains none', () => {
    expect(readSpendable({ amt: 'many' })).toMatchObject({ ok: false, error: { code: 'bad-response' } })
  })
})

describe('the response to a message', () => {
  it('is sent with an id, even if the id is empty', () => {
    expect(readSentId({ id: 'a-uuid' })).toEqual({ ok: true, value: 'a-uuid' })
    expect(readSentId({ id: '' })).toEqual({ ok: true, value: '' })
  })

  it.each([[[]], [{}], [{ error: { code: 2 } }], ['sent']])(
    'does not prove that it was sent as %j',
    (message) => {
      expect(readSentId(message)).toMatchObject({ ok: false, error: { code: 'bad-response' } })
    }
  )
})

describe('the list of payments', () => {
  const dump = `payment_hash:"${'ab'.repeat(32)}" status:SUCCEEDED`

  it('may be incomplete if it has as many entries as LND lists without a limit', () => {
    const listed = (count: number) =>
      readSettledPayments({ payments: Array.from({ length: count }, () => dump).join('$_$') })
    expect(listed(99)).toMatchObject({ value: { mayBeCut: false } })
    expect(listed(100)).toMatchObject({ value: { mayBeCut: true } })
  })
})
