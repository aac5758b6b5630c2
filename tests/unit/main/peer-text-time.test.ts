import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../../src/main/node-client/decode/frame'
import { GatewayLines } from '../../../src/main/node-client/decode/gateway-line'
import { readSettledPayments } from '../../../src/main/node-client/decode/responses'
import { describeError, redact } from '../../../src/main/log/redact'
import { foldName, ftsPhrase, likePattern, searchTerms } from '../../../src/main/store/search-terms'
import { messageKind } from '../../../src/main/wallet/inbox/message-kind'
import { writerOf } from '../../../src/main/wallet/export/export-formats'
import { incomingMessage } from '../../../src/main/wallet/inbox/incoming'
import { lineOf } from '../../../src/main/wallet/inbox/message-view'
import {
  boostOf,
  isStreamed,
  parsePodcast,
  podcastLine,
  podcastText
} from '../../../src/main/wallet/inbox/podcast'
import { snippetOf } from '../../../src/main/wallet/inbox/snippet'
import { decodeInvoice, scanForInvoices } from '../../../src/shared/bolt11'
import { readBech32 } from '../../../src/shared/bolt11/bech32'
import { findBip21, withoutRefusedBip21 } from '../../../src/shared/bolt11/bip21'
import { parsePayInput } from '../../../src/shared/pay-input/parse'
import { beginningOf, visibleLine, visibleText } from '../../../src/shared/visible-text'
import { growsTooFast, slowFamilies } from '../../support/fixtures/text-growth'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A frame of generation 1 with the text in field 4, or one of generation 2 with it in field 1. */
function frameWith(field: number, text: string): Uint8Array {
  const data = utf8(text)
  const length: number[] = []
  for (let rest = data.length; ; rest >>>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
    if (rest <= 0x7f) break
  }
  return Buffer.concat([Uint8Array.from([(field << 3) | 2, ...length]), data])
}

const csv = writerOf('csv', ['text'])

/** Every function that reads text from a peer or the node. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  messageKind: (text) => messageKind(text, 'message'),
  incomingMessage: (text) =>
    incomingMessage(
      {
        id: text,
        replyToId: text,
        from: text,
        claimed: false,
        data: utf8(text),
        serviceType: text,
        amount: 1n,
        settledAt: undefined
      },
      0
    ),
  parsePodcast,
  'podcastText of a record': (text) => {
    const record = parsePodcast(JSON.stringify({ action: 'stream', message: text, podcast: text }))
    return record && [podcastText(record), podcastLine(record), boostOf(record), isStreamed(record, 1n)]
  },
  scanForInvoices,
  decodeInvoice,
  readBech32: (text) => readBech32(text, 1),
  findBip21,
  withoutRefusedBip21,
  parsePayInput,
  visibleText,
  visibleLine,
  beginningOf: (text) => beginningOf(text, 4_000),
  lineOf: (text) => lineOf(text, 200),
  'snippetOf with the text searched': (text) => snippetOf(text, 'word'),
  'snippetOf with the text as query': (text) => snippetOf('some text', text),
  searchTerms,
  foldName,
  ftsPhrase,
  likePattern,
  redact,
  describeError: (text) => describeError(new Error(text)),
  'decodeFrame, generation 1': (text) => decodeFrame(frameWith(4, text)),
  'decodeFrame, generation 2': (text) => decodeFrame(frameWith(1, `{"body":${JSON.stringify(text)}}`)),
  'a line of the gateway': (text) => new GatewayLines().read(Buffer.from(text)),
  'data in a line of the gateway': (text) =>
    new GatewayLines().read(Buffer.from(JSON.stringify({ result: { data: text, id: '1' } }))),
  'the list of payments': (payments) => readSettledPayments({ payments }),
  'a field of a CSV file': (text) => csv.row({ text }, true)
}

describe('the processing time of text from peers', () => {
  it.each(Object.entries(READERS))('grows linearly with its length: %s', (_name, read) => {
    expect(slowFamilies(read)).toEqual([])
  })

  // Cubic, so that the noise of a busy computer cannot hide it: twice the length takes eight times the time.
  it('is noticed if it grows faster', () => {
    const pattern = (text: string) => text.match(/\\+\\+"/gu)
    expect(growsTooFast(pattern, (length) => '\\'.repeat(length), 450)).toBe(true)
  })
})
