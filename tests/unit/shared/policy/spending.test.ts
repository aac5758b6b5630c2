import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import type { PayVerdict } from '../../../../src/shared/domain/pay-card'
import { blocksAnotherPay, type PaymentState } from '../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../src/shared/money'
import { judgeSpending, type SpendingFacts } from '../../../../src/shared/policy/spending'

const FACTS: SpendingFacts = {
  now: 1_000,
  amountMsat: msat(2_500_000n),
  expiresAt: 2_000,
  network: 'mainnet',
  payee: 'payee' as Pubkey,
  node: { pubkey: 'our node' as Pubkey, network: 'mainnet' },
  madeHere: false,
  journal: undefined,
  otherInvoice: false,
  claimedSender: false,
  elsewhere: false,
  unreadable: [],
  retryUnknown: false,
  limits: { clickLimitSat: sat(10_000n), dayLimitSat: sat(100_000n) },
  spentByClickSat: sat(0n)
}
const judge = (facts: Partial<SpendingFacts>): PayVerdict => judgeSpending({ ...FACTS, ...facts })
const limits = (click: bigint, day: bigint) => ({ clickLimitSat: sat(click), dayLimitSat: sat(day) })
const anyFacts: fc.Arbitrary<SpendingFacts> = fc.record({
  now: fc.integer({ min: 0, max: 100 }),
  amountMsat: fc.option(fc.bigInt({ min: 0n, max: 20_000n }).map(msat), { nil: undefined }),
  expiresAt: fc.integer({ min: 0, max: 100 }),
  network: fc.constantFrom('mainnet', 'regtest'),
  payee: fc.constantFrom('payee' as Pubkey, 'our node' as Pubkey),
  node: fc.constantFrom(undefined, { pubkey: 'our node' as Pubkey, network: 'mainnet' as const }),
  madeHere: fc.boolean(),
  journal: fc.constantFrom<PaymentState | undefined>(undefined, 'sending', 'succeeded', 'failed', 'unknown'),
  otherInvoice: fc.boolean(),
  claimedSender: fc.boolean(),
  elsewhere: fc.boolean(),
  unreadable: fc.constantFrom<readonly string[]>([], ['x:1']),
  retryUnknown: fc.boolean(),
  limits: fc.record({
    clickLimitSat: fc.bigInt({ min: 0n, max: 20n }).map(sat),
    dayLimitSat: fc.bigInt({ min: 0n, max: 40n }).map(sat)
  }),
  spentByClickSat: fc.bigInt({ min: 0n, max: 40n }).map(sat)
})

describe('whether an invoice may be paid', () => {
  it('never lets one click pay an invoice of a sender that is only claimed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(judgeSpending({ ...facts, claimedSender: true }).kind).not.toBe('one-click')
      })
    )
  })

  it('refuses an invoice whose payment hash another invoice was tried with, whatever became of that one', () => {
    for (const journal of ['sending', 'succeeded', 'failed', 'unknown'] as const) {
      for (const retryUnknown of [false, true]) {
        expect(judge({ journal, otherInvoice: true, retryUnknown })).toEqual({
          kind: 'refused',
          code: 'other-invoice-same-hash'
        })
      }
    }
  })

  it('takes one click up to the limit of a click, and asks above it', () => {
    expect(judge({ limits: limits(2_500n, 100_000n) })).toEqual({ kind: 'one-click' })
    expect(judge({ limits: limits(2_499n, 100_000n) })).toEqual({
      kind: 'confirm',
      reason: 'above-click-limit',
      limitSat: 2_499n
    })
    expect(judge({ amountMsat: msat(2_500_001n), limits: limits(2_500n, 100_000n) }).kind).toBe('confirm')
    expect(judge({ amountMsat: msat(1n), limits: limits(0n, 100_000n) }).kind).toBe('confirm')
  })

  it('asks when the clicks of a day would add up to more than the day limit', () => {
    expect(judge({ spentByClickSat: sat(97_500n) })).toEqual({ kind: 'one-click' })
    expect(judge({ spentByClickSat: sat(97_501n) })).toEqual({
      kind: 'confirm',
      reason: 'above-day-limit',
      limitSat: 100_000n
    })
  })

  it('pays up to the last millisecond before the expiry', () => {
    expect(judge({ now: 1_999 }).kind).toBe('one-click')
    expect(judge({ now: 2_000 })).toEqual({ kind: 'refused', code: 'expired' })
  })

  it.each<[string, Partial<SpendingFacts>]>([
    ['own-invoice', { payee: 'our node' as Pubkey }],
    ['own-invoice', { madeHere: true, node: undefined }],
    ['other-network', { network: 'regtest' }],
    ['already-paid', { journal: 'succeeded' }],
    ['already-sending', { journal: 'sending' }],
    ['outcome-unknown', { journal: 'unknown' }],
    ['no-amount', { amountMsat: undefined }]
  ])('is refused: %s %o', (code, facts) => {
    expect(judge(facts)).toEqual({ kind: 'refused', code })
  })

  it('says that the outcome is unknown rather than that the invoice expired meanwhile', () => {
    expect(judge({ journal: 'unknown', now: 5_000 })).toEqual({ kind: 'refused', code: 'outcome-unknown' })
    expect(judge({ journal: 'unknown', now: 5_000, retryUnknown: true })).toEqual({
      kind: 'refused',
      code: 'expired'
    })
  })

  it('may be tried again after a failure, and after an unknown outcome when the person says so', () => {
    expect(judge({ journal: 'failed' }).kind).toBe('one-click')
    expect(judge({ journal: 'unknown', retryUnknown: true }).kind).toBe('one-click')
  })

  it('lets nothing through that is blocked, expired, without amount or above a limit, whatever else holds', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const verdict = judgeSpending(facts)
        if (verdict.kind === 'refused') return
        const { journal, retryUnknown } = facts
        expect(facts.amountMsat).toBeDefined()
        expect(facts.expiresAt).toBeGreaterThan(facts.now)
        expect(facts.madeHere).toBe(false)
        if (journal !== undefined && blocksAnotherPay(journal))
          expect([journal, retryUnknown]).toEqual(['unknown', true])
        if (verdict.kind !== 'one-click') return
        const amountSat = ((facts.amountMsat ?? 0n) + 999n) / 1_000n
        expect(amountSat <= facts.limits.clickLimitSat).toBe(true)
        expect(amountSat + facts.spentByClickSat <= facts.limits.dayLimitSat).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })

  it('never lets a retry pass where the journal says that it is sending or was paid', () => {
    for (const journal of ['sending', 'succeeded'] as const) {
      expect(judge({ journal, retryUnknown: true }).kind).toBe('refused')
    }
  })
})
