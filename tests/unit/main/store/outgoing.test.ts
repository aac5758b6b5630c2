import { describe, expect, it, onTestFinished } from 'vitest'
import { Database } from '../../../../src/main/store/database'
import { migrate } from '../../../../src/main/store/migrate'
import { migrations } from '../../../../src/main/store/migrations'
import type { NewMessage } from '../../../../src/main/store/message-row'
import { openStore } from '../../../../src/main/store/open'
import type { Store } from '../../../../src/main/store/store'
import type { MessageId, Pubkey } from '../../../../src/shared/domain/ids'
import { sat } from '../../../../src/shared/money'
import { newDbFile } from '../../../support/fakes/open-wallet'

const MIRA = 'Mira' as Pubkey

function store(file = newDbFile()): Store {
  const opened = openStore(file)
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(() => opened.value.close())
  return opened.value
}

function message(text: string, direction: 'in' | 'out'): NewMessage {
  return {
    ...{
      id: `id of ${text}` as MessageId,
      idDerived: false,
      address: undefined,
      from: MIRA,
      direction,
      kind: 'text',
      text
    },
    serviceType: 'message',
    amountSat: 1n,
    countedSat: 0n,
    replyTo: '',
    receivedAt: 0,
    data: Buffer.from(text),
    brought: undefined
  }
}

function write(into: Store, text = 'Hello'): number {
  const [stored] = into.messages.addAll([message(text, 'out')])
  if (stored === undefined) throw new Error('not stored')
  into.outgoing.begin(stored.seq, { costSat: sat(3n), oneClick: true }, 1_000)
  return stored.seq
}

describe('the journal of sent messages', () => {
  it('allows only the transitions of the domain', () => {
    const one = store()
    const seq = write(one)
    expect(() => one.outgoing.begin(seq, { costSat: sat(3n), oneClick: true }, 2_000)).toThrow(/sending/u)
    one.outgoing.settle(seq, { state: 'sent', nodeId: 'abc' })
    expect(() => one.outgoing.settle(seq, { state: 'failed', code: 'no-route', nodeText: '' })).toThrow(
      /sent/u
    )
    expect(() => one.outgoing.begin(seq, { costSat: sat(3n), oneClick: true }, 2_000)).toThrow(/sent/u)
    expect(() => one.outgoing.settle(seq + 1, { state: 'sent', nodeId: 'abc' })).toThrow(/no such/u)
  })

  it('counts for a day what every attempt may have cost', () => {
    const one = store()
    const seq = write(one)
    const lost = {
      state: 'unknown',
      code: 'deadline',
      nodeText: undefined,
      said: undefined,
      onlyEarlier: false
    } as const
    one.outgoing.settle(seq, lost)
    one.outgoing.begin(seq, { costSat: sat(3n), oneClick: false }, 2_000)
    expect(one.outgoing.earlierUnknown(seq)).toBe('deadline')
    one.outgoing.settle(seq, { state: 'sent', nodeId: undefined })
    expect(one.oneClickSince(1_999)).toBe(6n)
    expect(one.oneClickSince(2_000)).toBe(0n)
  })

  it('is added to an older database without changing its messages', () => {
    const file = newDbFile()
    const old = new Database(file)
    migrate(old, migrations.slice(0, 1))
    old.execute(`INSERT INTO senders (id, pubkey, last_seq, last_at) VALUES (1, 'Mira', 1, 0);
      INSERT INTO messages VALUES (1, 'before', 1, 'in', 'text', 'message', 1, NULL, 0, 5, 'Hello', NULL)`)
    old.close()
    const renewed = store(file)
    expect(renewed.messages.get('before' as MessageId)).toMatchObject({ text: 'Hello', direction: 'in' })
    expect(renewed.outgoing.get(1)).toBeUndefined()
    const seq = write(renewed)
    expect(renewed.outgoing.get(seq)?.state).toBe('sending')
  })
})
