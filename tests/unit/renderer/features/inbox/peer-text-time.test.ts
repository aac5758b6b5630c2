import { describe, expect, it } from 'vitest'
import { matches, wordsOf } from '../../../../../src/renderer/features/inbox/message-text'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import type { Message } from '../../../../../src/shared/domain/message'
import { sat } from '../../../../../src/shared/money'
import { slowFamilies } from '../../../../support/fixtures/text-growth'

function message(text: string): Message {
  return {
    seq: 1,
    id: 'm' as MessageId,
    from: 'k' as Pubkey,
    direction: 'in',
    kind: 'text',
    text,
    byteLength: text.length,
    truncated: false,
    serviceType: 'message',
    amountSat: sat(1n),
    receivedAt: 0,
    read: true,
    replyTo: undefined,
    invoices: [],
    outgoing: undefined
  }
}

describe('the rendering time of text from peers', () => {
  it.each<[string, (text: string) => unknown]>([
    ['wordsOf', (text) => wordsOf(message(text))],
    ['matches of a search in a row', (text) => matches(text, 'a word')]
  ])('grows linearly with its length: %s', (_name, read) => {
    expect(slowFamilies(read)).toEqual([])
  })
})
