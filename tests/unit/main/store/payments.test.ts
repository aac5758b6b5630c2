import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Database } from '../../../../src/main/store/database'
import { migrate } from '../../../../src/main/store/migrate'
import { migrations } from '../../../../src/main/store/migrations'
import { openStore } from '../../../../src/main/store/open'
import type { PaymentDraft, PaymentOutcome } from '../../../../src/main/store/payment-row'
import type { Store } from '../../../../src/main/store/store'
import type { PaymentHash, Pubkey } from '../../../../src/shared/domain/ids'
import { mayBecome, type PaymentState } from '../../../../src/shared/domain/payment'
import { msat } from '../../../../src/shared/money'
import { newDbFile } from '../../../support/fakes/open-wallet'

function open(file: string): Store {
  const opened = openStore(file)
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(() => opened.value.close())
  return opened.value
}

const HASH = '11'.repeat(32) as PaymentHash
const DRAFT: PaymentDraft = {
  paymentHash: HASH,
  invoice: 'lnbcrt1…',
  amountMsat: msat(2_500_001n),
  description: 'Two zines',
  payee: 'Mira' as Pubkey,
  network: 'regtest',
  expiresAt: 3_600_000,
  messageId: undefined,
  oneClick: true
}

const OUTCOMES: Readonly<Record<Exclude<PaymentState, 'sending'>, PaymentOutcome>> = {
  succeeded: { state: 'succeeded', preimage: '00'.repeat(32), proof: 'mismatch' },
  failed: { state: 'failed', code: 'no-route', nodeText: 'Failed payment' },
  unknown: { state: 'unknown', code: 'deadline', nodeText: undefined, said: undefined }
}
const BUCKET = { sending: 'waiting', succeeded: 'sent', failed: 'failed', unknown: 'unknown' } as const

describe('the journal of payments', () => {
  it('keeps the time of the first attempt and the time of the last', () => {
    const store = open(newDbFile())
    store.payments.begin(DRAFT, 1_000)
    store.payments.settle(HASH, OUTCOMES.unknown, 2_000)
    expect(store.payments.begin(DRAFT, 90_000)).toMatchObject({ createdAt: 1_000, sentAt: 90_000 })
  })

  it('keeps the payments of database version 14, and what they count toward the limits', () => {
    const file = newDbFile()
    const old = new Database(file)
    migrate(old, migrations.slice(0, 14))
    const [lost, paid] = ['a1'.repeat(32) as PaymentHash, 'b2'.repeat(32) as PaymentHash]
    const preimage = '00'.repeat(32)
    old.execute(`INSERT INTO payments (payment_hash, invoice, amount_msat, description, payee, network, expires_at, state,
        unknown, attempts, one_click, created_at, sent_at, fee_limit_msat, preimage, proof, fee_msat, settled_at) VALUES
      ('${lost}', 'lnbcrt1…', 2500000, 'Zines', 'Mira', 'regtest', 3600000, 'unknown',
        'deadline', 1, 1, 1000, 1000, 25000, NULL, NULL, NULL, NULL),
      ('${paid}', 'lnbcrt1…', 100000, 'Tea', 'Mira', 'regtest', 3600000, 'succeeded',
        NULL, 2, 1, 1000, 2000, 10000, '${preimage}', 'verified', 3001, 2500)`)
    old.close()
    const store = open(file)
    expect(store.payments.oneClickSince(0)).toBe(2_525n + 104n)
    expect(store.payments.oneClickSince(1_000)).toBe(104n)
    expect(store.payments.get(lost)).toMatchObject({
      ...{ state: 'unknown', unknown: 'deadline', amountMsat: 2_500_000n, description: 'Zines' },
      ...{ attempts: 1, createdAt: 1_000, sentAt: 1_000, feeMsat: undefined }
    })
    expect(store.payments.get(paid)).toMatchObject({
      ...{ state: 'succeeded', preimage, proof: 'verified', feeMsat: 3_001n, amountMsat: 100_000n },
      ...{ attempts: 2, createdAt: 1_000, sentAt: 2_000, settledAt: 2_500, paidAt: undefined }
    })
    // The attempt of the earlier version may still take its larger fee.
    store.payments.begin(
      { ...DRAFT, paymentHash: lost, amountMsat: msat(2_500_000n), feeLimitMsat: msat(1_000n) },
      3_000
    )
    expect(store.payments.oneClickSince(0)).toBe(2_525n + 104n)
  })

  it('tells a retry of an attempt without an outcome from one of an attempt that failed', () => {
    for (const state of ['unknown', 'failed'] as const) {
      const store = open(newDbFile())
      expect(store.payments.begin(DRAFT, 1_000)).toMatchObject({ isRetryOfUnknown: false, isOneClick: true })
      store.payments.settle(HASH, OUTCOMES[state], 2_000)
      expect(store.payments.begin(DRAFT, 3_000).isRetryOfUnknown).toBe(state === 'unknown')
      store.payments.settle(HASH, OUTCOMES.unknown, 4_000)
      expect(store.payments.get(HASH)?.isRetryOfUnknown).toBe(state === 'unknown')
    }
  })

  it('marks a success that was learned after the attempt', () => {
    const paid = { state: 'succeeded', preimage: '00'.repeat(32), proof: 'mismatch' } as const
    const alreadyPaid = { state: 'succeeded', preimage: undefined, proof: 'unavailable' } as const
    const after = (...outcomes: readonly PaymentOutcome[]) => {
      const store = open(newDbFile())
      store.payments.begin(DRAFT, 1)
      return outcomes.map((outcome) => store.payments.settle(HASH, outcome, 2).learnedLate).at(-1)
    }
    expect(after(paid)).toBe(false)
    expect(after(OUTCOMES.failed)).toBe(false)
    expect(after(OUTCOMES.unknown, paid)).toBe(true)
    expect(after(alreadyPaid)).toBe(true)
  })

  it('refuses a further attempt with another invoice or amount', () => {
    const store = open(newDbFile())
    store.payments.begin(DRAFT, 1)
    store.payments.settle(HASH, OUTCOMES.failed, 2)
    for (const other of [{ invoice: 'lnbcrt2…' }, { amountMsat: msat(9n) }]) {
      expect(() => store.write(() => store.payments.begin({ ...DRAFT, ...other }, 3))).toThrow(
        'another invoice'
      )
    }
    expect(store.payments.get(HASH)).toMatchObject({ state: 'failed', attempts: 1, invoice: DRAFT.invoice })
  })

  it('allows only the transitions of the domain, and keeps list, counts and sums equal', () => {
    const store = open(newDbFile())
    let count = 0
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<PaymentState>('sending', 'succeeded', 'failed', 'unknown')),
        (moves) => {
          const paymentHash = (++count).toString(16).padStart(64, '0') as PaymentHash
          const before = store.activityList.sums('')
          let state: PaymentState = 'sending'
          let attempts = 1
          store.payments.begin({ ...DRAFT, paymentHash }, count)
          for (const next of moves) {
            const move = () =>
              next === 'sending'
                ? store.payments.begin({ ...DRAFT, paymentHash }, count)
                : store.payments.settle(paymentHash, OUTCOMES[next], count)
            if (mayBecome(state, next)) {
              if (next === 'sending') attempts += 1
              expect(move()).toMatchObject({ state: next, attempts })
              state = next
            } else {
              expect(move).toThrow('may not go')
            }
          }
          const after = store.activityList.sums('')
          const row = store.activityList.page('all', '', 1)[0]
          expect(row).toMatchObject({ key: `p:${paymentHash}`, state, alarm: state === 'succeeded' })
          for (const bucket of ['sent', 'waiting', 'failed', 'unknown'] as const) {
            expect(after[bucket].count - before[bucket].count).toBe(bucket === BUCKET[state] ? 1 : 0)
          }
          expect(after.sent.amountMsat - before.sent.amountMsat).toBe(
            state === 'succeeded' ? DRAFT.amountMsat : 0n
          )
        }
      ),
      { numRuns: 100 }
    )
  })

  it('returns every field as it was written', () => {
    const store = open(newDbFile())
    store.payments.begin(DRAFT, 10)
    store.payments.settle(HASH, OUTCOMES.failed, 20)
    store.payments.begin({ ...DRAFT, oneClick: false }, 30)
    const unchanged = {
      invoice: DRAFT.invoice,
      amountMsat: DRAFT.amountMsat,
      description: 'Two zines',
      payee: 'Mira'
    }
    expect(store.payments.get(HASH)).toEqual({
      ...unchanged,
      paymentHash: HASH,
      network: 'regtest',
      expiresAt: 3_600_000,
      state: 'sending',
      failure: undefined,
      unknown: undefined,
      nodeText: undefined,
      said: undefined,
      preimage: undefined,
      proof: undefined,
      attempts: 2,
      createdAt: 10,
      sentAt: 30,
      isOneClick: false,
      isRetryOfUnknown: false,
      checkedAt: undefined,
      settledAt: 20,
      learnedLate: false,
      messageId: undefined,
      note: ''
    })
    expect(store.payments.oneClickSince(0)).toBe(0n)
  })

  it('counts one-click payments in whole sats, rounded up, by the time of the last attempt', () => {
    const store = open(newDbFile())
    store.payments.begin(DRAFT, 10)
    expect(store.payments.oneClickSince(9)).toBe(2_501n)
    expect(store.payments.oneClickSince(10)).toBe(0n)
  })

  it('remembers, only while a retry is sending, that the attempt before it is unknown', () => {
    const store = open(newDbFile())
    store.payments.begin(DRAFT, 10)
    expect(store.payments.earlierUnknown(HASH)).toBeUndefined()
    store.payments.settle(HASH, OUTCOMES.unknown, 20)
    store.payments.begin(DRAFT, 30)
    expect(store.payments.earlierUnknown(HASH)).toBe('deadline')
    store.payments.settle(HASH, OUTCOMES.failed, 40)
    store.payments.begin(DRAFT, 50)
    expect(store.payments.earlierUnknown(HASH)).toBeUndefined()
  })

  it('finds the payments that were sending when the wallet stopped', () => {
    const file = newDbFile()
    open(file).payments.begin(DRAFT, 10)
    expect(open(file).openPayments.sending()).toEqual([HASH])
  })
})
