import { describe, expect, it } from 'vitest'
import { METHODS } from '../../../../src/main/node-client/methods'

describe('a request to the node', () => {
  it('does not compile with a misspelt field, which would not be encoded', () => {
    // @ts-expect-error: the field is reply_to_id
    expect(METHODS.SendMessage.encode({ reply_toid: 'a' })).toEqual(METHODS.SendMessage.encode({}))
    expect(METHODS.SendMessage.encode({ reply_to_id: 'a' })).not.toEqual(METHODS.SendMessage.encode({}))
    // @ts-expect-error: an invoice is text
    expect(METHODS.PayInvoice.encode({ invoice: 1 })).not.toEqual(METHODS.PayInvoice.encode({}))
  })
})
