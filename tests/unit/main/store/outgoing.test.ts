import { describe, expect, it, onTestFinished } from 'vitest'
import { Database } from '../../../../src/main/store/database'
import { migrate } from '../../../../src/main/store/migrate'
import { migrations } from '../../../../src/main/store/migrations'
import type { NewMessage } from '../../../../src/main/store/message-row'
import type { OutgoingDraft } from '../../../../src/main/store/outgoing'
import { openStore } from '../../../../src/main/store/open'
import type { Store } from '../../../../src/main/store/store'
import type { MessageId, Pubkey } from '../../../../src/shared/domain/ids'
import { MAX_SAT, msat, sat, satToMsat } from '../../../../src/shared/money'
import { newDbFile } from '../../../support/fakes/open-wallet'

const MIRA = 'Mira' as Pubkey
const DRAFT = {
  costSat: sat(3n),
  largestFeeMsat: msat(0n),
  feeLimitMsat: undefined,
  oneClick: true,
  replyToNodeId: ''
}
const LOST = {
  state: 'unknown',
  code: 'deadline',
  nodeText: undefined,
  said: undefined,
  onlyEarlier: false
} as const

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

function write(into: Store, text = 'Hello', draft: OutgoingDraft = DRAFT): number {
  const [stored] = into.messages.addAll([message(text, 'out')])
  if (stored === undefined) throw new Error('not stored')
  into.outgoing.begin(stored.seq, draft, 1_000)
  return stored.seq
}

describe('the journal of sent messages', () => {
  it('allows only the transitions of the domain', () => {
    const one = store()
    const seq = write(one)
    expect(() => one.outgoing.begin(seq, DRAFT, 2_000)).toThrow(/sending/u)
    one.outgoing.settle(seq, { state: 'sent', nodeId: 'abc', feeMsat: undefined })
    expect(() => one.outgoing.settle(seq, { state: 'failed', code: 'no-route', nodeText: '' })).toThrow(
      /sent/u
    )
    expect(() => one.outgoing.begin(seq, DRAFT, 2_000)).toThrow(/sent/u)
    expect(() => one.outgoing.settle(seq + 1, { state: 'sent', nodeId: 'abc', feeMsat: undefined })).toThrow(
      /no such/u
    )
  })

  it('counts for a day what every attempt may have cost', () => {
    const one = store()
    const seq = write(one)
    one.outgoing.settle(seq, LOST)
    one.outgoing.begin(seq, { ...DRAFT, oneClick: false }, 2_000)
    expect(one.outgoing.earlier(seq)).toEqual({
      code: 'deadline',
      stopText: undefined,
      recordsLost: false
    })
    one.outgoing.settle(seq, { state: 'sent', nodeId: undefined, feeMsat: undefined })
    expect(one.oneClickSince(1_999)).toBe(6n)
    expect(one.oneClickSince(2_000)).toBe(0n)
  })

  it('counts the largest fee until the node reports the fee, and that one from then on', () => {
    const one = store()
    const seq = write(one)
    one.outgoing.settle(seq, LOST)
    const draft = { ...DRAFT, largestFeeMsat: msat(30_000n), feeLimitMsat: msat(10_000n) }
    one.outgoing.begin(seq, draft, 2_000)
    expect(one.oneClickSince(0)).toBe(36n)
    expect(one.outgoing.get(seq)).toMatchObject({ feeMsat: undefined, feeLimitMsat: 10_000n })
    one.outgoing.settle(seq, { state: 'sent', nodeId: undefined, feeMsat: msat(1_050n) })
    expect(one.outgoing.get(seq)?.feeMsat).toBe(1_050n)
    expect(one.oneClickSince(0)).toBe(8n)
  })

  it('counts the largest fee of a message whose fee the node does not report', () => {
    const one = store()
    const seq = write(one, 'Hello', { ...DRAFT, largestFeeMsat: msat(30_000n) })
    one.outgoing.settle(seq, { state: 'sent', nodeId: undefined, feeMsat: undefined })
    expect(one.oneClickSince(0)).toBe(33n)
  })

  it('counts nothing for an attempt that certainly cost nothing', () => {
    const one = store()
    const seq = write(one, 'Hello', { ...DRAFT, largestFeeMsat: msat(30_000n) })
    one.outgoing.settle(seq, { state: 'failed', code: 'no-route', nodeText: '' })
    expect(one.oneClickSince(0)).toBe(0n)
  })

  it('never counts more than all bitcoin for one message, whatever the fees are', () => {
    const one = store()
    const most = satToMsat(MAX_SAT)
    const seq = write(one, 'Hello', { ...DRAFT, largestFeeMsat: most })
    one.outgoing.settle(seq, LOST)
    one.outgoing.begin(seq, { ...DRAFT, largestFeeMsat: most }, 2_000)
    one.outgoing.settle(seq, { state: 'sent', nodeId: undefined, feeMsat: most })
    expect(one.oneClickSince(0)).toBe(2n * MAX_SAT)
  })

  it('counts only the parts that arrived, with their fees, once the node reports them', () => {
    const one = store()
    const seq = write(one, 'Hello', { ...DRAFT, largestFeeMsat: msat(30_000n) })
    const text = 'part 3 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
    const stopped = { ...LOST, code: 'part-failed', nodeText: text, said: 'node' } as const
    one.outgoing.settle(seq, stopped)
    // The third part was not sent.
    expect(one.oneClickSince(0)).toBe(22n)
    expect(one.outgoing.noteParts(seq, [msat(1n)])).toBeUndefined()
    expect(one.outgoing.noteParts(seq, [msat(1_050n), msat(50n)])).toMatchObject({
      feeMsat: 1_100n,
      partFeesMsat: [1_050n, 50n]
    })
    expect(one.oneClickSince(0)).toBe(4n)
    expect(one.outgoing.leaveAlone(seq).leftAlone).toBe(true)
    one.outgoing.begin(seq, { ...DRAFT, largestFeeMsat: msat(30_000n) }, 2_000)
    expect(one.outgoing.get(seq)).toMatchObject({ leftAlone: false, partFeesMsat: undefined })
    // The node may have lost its records and send all of it again.
    expect(one.oneClickSince(0)).toBe(37n)
  })

  describe('when the rest of a message is sent', () => {
    const stopAt = (failed: number) => `part ${failed} of 6: Failed payment: FAILURE_REASON_NO_ROUTE`
    const begunAgain = () => {
      const one = store()
      const seq = write(one)
      const stop = (failed: number) => {
        one.outgoing.settle(seq, { ...LOST, code: 'part-failed', nodeText: stopAt(failed), said: 'node' })
      }
      stop(3)
      one.outgoing.noteParts(seq, [msat(1_000n), msat(2_000n)])
      one.outgoing.begin(seq, DRAFT, 2_000)
      return { one, seq, stop }
    }

    it('forgets the fees of the parts before it when it stops further on', () => {
      const { one, seq, stop } = begunAgain()
      stop(5)
      expect(one.outgoing.get(seq)).toMatchObject({ feeMsat: undefined, partFeesMsat: undefined })
    })

    it('counts once what arrived, and knows its fees, after an attempt that sent nothing', () => {
      const { one, seq } = begunAgain()
      expect(one.oneClickSince(0)).toBe(8n)
      const { stopText } = one.outgoing.earlier(seq) ?? {}
      const kept = {
        ...LOST,
        code: 'part-failed',
        nodeText: stopText,
        said: 'node',
        onlyEarlier: true
      } as const
      one.outgoing.settle(seq, { ...kept, restFailure: 'not-sent' })
      const expected = { feeMsat: 3_000n, partFeesMsat: [1_000n, 2_000n], restFailure: 'not-sent' }
      expect(one.outgoing.get(seq)).toMatchObject(expected)
      one.outgoing.noteParts(seq, [msat(1_000n), msat(2_000n)])
      expect(one.oneClickSince(0)).toBe(5n)
      one.outgoing.begin(seq, DRAFT, 3_000)
      expect(one.outgoing.get(seq)).toMatchObject({ restFailure: undefined, feeMsat: undefined })
    })

    it('keeps the last proven stop and its fees through attempts with another outcome, until it is sent', () => {
      const { one, seq } = begunAgain()
      one.outgoing.settle(seq, LOST)
      expect(one.outgoing.hasStopped(seq)).toBe(true)
      one.outgoing.begin(seq, DRAFT, 3_000)
      const earlier = one.outgoing.earlier(seq)
      expect(earlier).toMatchObject({ code: 'deadline', stopText: stopAt(3) })
      one.outgoing.settle(seq, { ...LOST, code: 'part-failed', nodeText: stopAt(3), restFailure: 'no-route' })
      expect(one.outgoing.get(seq)?.partFeesMsat).toEqual([1_000n, 2_000n])
      one.outgoing.begin(seq, DRAFT, 4_000)
      one.outgoing.settle(seq, { state: 'sent', nodeId: 'abc', feeMsat: undefined })
      expect(one.outgoing.hasStopped(seq)).toBe(false)
    })

    it('does not take the fees of some parts for those of all', () => {
      const { one, seq } = begunAgain()
      one.outgoing.settle(seq, { state: 'sent', nodeId: 'abc', feeMsat: undefined })
      expect(one.outgoing.get(seq)?.feeMsat).toBeUndefined()
    })
  })

  it('counts messages of an older version as before', () => {
    const file = newDbFile()
    const old = new Database(file)
    migrate(old, migrations.slice(0, 12))
    old.execute(`INSERT INTO senders (id, pubkey, last_seq, last_at) VALUES (1, 'Mira', 3, 0);
      INSERT INTO messages VALUES (1, 'a', 1, 'out', 'text', 'message', 3, NULL, 0, 1, 'a', NULL),
        (2, 'b', 1, 'out', 'text', 'message', 2, NULL, 0, 1, 'b', NULL),
        (3, 'c', 1, 'out', 'text', 'message', 5, NULL, 0, 1, 'c', NULL);
      INSERT INTO outgoing (seq, cost_sat, state, failure, attempts, counted, one_click, sent_at) VALUES
        (1, 3, 'sent', NULL, 2, 2, 1, 1000), (2, 2, 'sending', NULL, 1, 1, 1, 1000),
        (3, 5, 'failed', 'no-route', 1, 0, 1, 1000)`)
    expect(old.prepare('SELECT sum(cost_sat * counted) AS sat FROM outgoing').one()?.big('sat')).toBe(8n)
    old.close()
    const renewed = store(file)
    expect(renewed.oneClickSince(0)).toBe(8n)
    renewed.outgoing.settle(2, { state: 'failed', code: 'no-route', nodeText: '' })
    expect(renewed.oneClickSince(0)).toBe(6n)
    expect(renewed.outgoing.get(1)).toMatchObject({ feeMsat: undefined, leftAlone: false })
  })

  it('keeps where messages of an older version stopped, also while their rest is being sent', () => {
    const file = newDbFile()
    const old = new Database(file)
    migrate(old, migrations.slice(0, 16))
    const text = 'part 3 of 4: Failed payment: FAILURE_REASON_NO_ROUTE'
    old.execute(`INSERT INTO senders (id, pubkey, last_seq, last_at) VALUES (1, 'Mira', 3, 0);
      INSERT INTO messages VALUES (1, 'a', 1, 'out', 'text', 'message', 4, NULL, 0, 1, 'a', NULL),
        (2, 'b', 1, 'out', 'text', 'message', 4, NULL, 0, 1, 'b', NULL),
        (3, 'c', 1, 'out', 'text', 'message', 4, NULL, 0, 1, 'c', NULL);
      INSERT INTO outgoing (seq, cost_sat, state, unknown, earlier_unknown, node_text, earlier_text, part_fees_msat,
        earlier_part_fees_msat, attempts, latest_msat, earlier_msat, one_click, sent_at) VALUES
        (1, 4, 'unknown', 'part-failed', NULL, '${text}', NULL, '5,6', NULL, 1, 2011, 0, 1, 1000),
        (2, 4, 'sending', NULL, 'part-failed', NULL, '${text}', NULL, '5,6', 2, 4000, 2011, 1, 1000),
        (3, 4, 'unknown', 'deadline', NULL, NULL, NULL, NULL, NULL, 1, 4000, 0, 1, 1000)`)
    old.close()
    const renewed = store(file)
    expect(renewed.oneClickSince(0)).toBe(14n)
    expect([1, 2, 3].map((seq) => renewed.outgoing.hasStopped(seq))).toEqual([true, true, false])
    expect(renewed.outgoing.get(1)).toMatchObject({ nodeText: text, partFeesMsat: [5n, 6n] })
    expect(renewed.outgoing.earlier(2)).toEqual({ code: 'part-failed', stopText: text, recordsLost: false })
    renewed.outgoing.settle(2, LOST)
    renewed.outgoing.begin(2, DRAFT, 2_000)
    expect(renewed.outgoing.earlier(2)).toEqual({ code: 'deadline', stopText: text, recordsLost: false })
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
