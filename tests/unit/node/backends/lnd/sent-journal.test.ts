import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SentJournal } from '../../../../../src/node/backends/lnd/sent-journal'
import { msat } from '../../../../../src/shared/money'

function sentJournal() {
  const database = new DatabaseSync(':memory:')
  onTestFinished(() => database.close())
  return new SentJournal(database)
}

const keysends = [1, 2].map((byte) => ({
  paymentHash: String(byte).repeat(64),
  preimage: 'ab'.repeat(32),
  amountMsat: msat(1_000n)
}))
const message = (id: string, draft: string | undefined, content: string) => ({
  id,
  identity: { draft, content },
  recipient: '02'.padEnd(66, '1'),
  keysends: keysends.map((one) => ({ ...one, paymentHash: `${id}${one.paymentHash}`.slice(0, 64) })),
  at: 1_700_000_000_000
})

describe('the journal of sent messages', () => {
  it('always finds a message by its draft, with its preimages in order', () => {
    const journal = sentJournal()
    const sent = message('a', 'draft 1', 'hello')
    journal.begin(sent)
    expect(journal.find({ draft: 'draft 1', content: 'hello' })).toEqual({
      id: 'a',
      keysends: sent.keysends,
      settled: false
    })
    journal.settle('a')
    expect(journal.find({ draft: 'draft 1', content: 'hello' })).toMatchObject({ id: 'a', settled: true })
    expect(journal.find({ draft: 'draft 2', content: 'hello' })).toBe(undefined)
    expect(journal.find({ draft: 'draft 1', content: 'other' })).toBe('another')
  })

  it('treats the same text as a repeat only until the first one has settled', () => {
    const journal = sentJournal()
    journal.begin(message('a', undefined, 'ok'))
    expect(journal.find({ draft: undefined, content: 'ok' })).toMatchObject({ id: 'a' })
    expect(journal.find({ draft: 'named', content: 'ok' })).toBe(undefined)
    journal.settle('a')
    expect(journal.find({ draft: undefined, content: 'ok' })).toBe(undefined)
  })

  it('writes either a whole message or nothing', () => {
    const journal = sentJournal()
    journal.begin(message('a', 'one', 'hello'))
    expect(() =>
      journal.begin({ ...message('b', 'two', 'bye'), keysends: [...keysends, ...keysends] })
    ).toThrow()
    expect(journal.find({ draft: 'two', content: 'bye' })).toBe(undefined)
  })
})
