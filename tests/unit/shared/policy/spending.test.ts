import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings'
import type { PayVerdict } from '../../../../src/shared/domain/pay-card'
import { blocksAnotherPay, type PaymentState } from '../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../src/shared/money'
import { FEE_LIMIT } from '../../../support/fixtures/fee-limit'
import {
  judgeMessage,
  judgeSpending,
  limitsOf,
  type SpendingFacts
} from '../../../../src/shared/policy/spending'

const FACTS: SpendingFacts = {
  now: 1_000,
  amountMsat: msat(2_500_000n),
  largestFeeMsat: msat(0n),
  expiresAt: 2_000,
  network: 'mainnet',
  payee: 'payee' as Pubkey,
  node: { pubkey: 'our node' as Pubkey, network: 'mainnet' },
  madeHere: false,
  journal: undefined,
  otherInvoice: false,
  unprovenSender: false,
  elsewhere: false,
  unreadable: [],
  retryUnknown: false,
  limits: { clickLimitSat: sat(10_000n), dayLimitSat: sat(100_000n), feeLimit: FEE_LIMIT },
  spentByClickSat: sat(0n)
}
const judge = (facts: Partial<SpendingFacts>): PayVerdict => judgeSpending({ ...FACTS, ...facts })
const limits = (click: bigint, day: bigint) => ({
  clickLimitSat: sat(click),
  dayLimitSat: sat(day),
  feeLimit: FEE_LIMIT
})
const anyFacts: fc.Arbitrary<SpendingFacts> = fc.record({
  now: fc.integer({ min: 0, max: 100 }),
  amountMsat: fc.option(fc.bigInt({ min: 0n, max: 20_000n }).map(msat), { nil: undefined }),
  largestFeeMsat: fc.bigInt({ min: 0n, max: 5_000n }).map(msat),
  expiresAt: fc.integer({ min: 0, max: 100 }),
  network: fc.constantFrom('mainnet', 'regtest'),
  payee: fc.constantFrom('payee' as Pubkey, 'our node' as Pubkey),
  node: fc.constantFrom(undefined, { pubkey: 'our node' as Pubkey, network: 'mainnet' as const }),
  madeHere: fc.boolean(),
  journal: fc.constantFrom<PaymentState | undefined>(undefined, 'sending', 'succeeded', 'failed', 'unknown'),
  otherInvoice: fc.boolean(),
  unprovenSender: fc.boolean(),
  elsewhere: fc.boolean(),
  unreadable: fc.constantFrom<readonly string[]>([], ['x:1']),
  retryUnknown: fc.boolean(),
  limits: fc.record({
    clickLimitSat: fc.bigInt({ min: 0n, max: 20n }).map(sat),
    dayLimitSat: fc.bigInt({ min: 0n, max: 40n }).map(sat),
    feeLimit: fc.constant(FEE_LIMIT)
  }),
  spentByClickSat: fc.bigInt({ min: 0n, max: 40n }).map(sat)
})

describe('the verdict on sending a message', () => {
  const facts = (click: bigint, day: bigint, spent = 0n) => ({
    limits: { ...limits(click, day), feeLimit: { basisPoints: 0n, leastSat: sat(10n) } },
    spentByClickSat: sat(spent)
  })
  const message = (extension: boolean, of: ReturnType<typeof facts>) =>
    judgeMessage(sat(3n), { extension }, of)

  it('asks above either limit', () => {
    expect(message(false, facts(3n, 100n))).toEqual({ kind: 'one-click' })
    expect(message(false, facts(2n, 100n))).toMatchObject({ reason: 'above-click-limit', limitSat: 2n })
    expect(message(false, facts(3n, 100n, 97n))).toEqual({ kind: 'one-click' })
    expect(message(false, facts(3n, 100n, 98n))).toMatchObject({ reason: 'above-day-limit' })
  })

  it('counts the largest fee of every part, if the node applies it', () => {
    expect(message(true, facts(33n, 100n))).toEqual({ kind: 'one-click' })
    expect(message(true, facts(32n, 100n))).toMatchObject({ reason: 'above-click-limit' })
  })

  it('reads the limits from the settings', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      clickLimitSat: '7',
      dayLimitSat: '8',
      feeLimitPercent: '0.5',
      feeLimitSat: '9'
    }
    expect(limitsOf(settings)).toEqual({
      clickLimitSat: 7n,
      dayLimitSat: 8n,
      feeLimit: { basisPoints: 50n, leastSat: 9n }
    })
  })
})

describe('the verdict on paying an invoice', () => {
  it('never allows one click for an invoice of a claimed sender', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(judgeSpending({ ...facts, unprovenSender: true }).kind).not.toBe('one-click')
      })
    )
  })

  it('refuses a payment hash that another invoice was tried with, whatever its outcome', () => {
    for (const journal of ['sending', 'succeeded', 'failed', 'unknown'] as const) {
      for (const retryUnknown of [false, true]) {
        expect(judge({ journal, otherInvoice: true, retryUnknown })).toEqual({
          kind: 'refused',
          code: 'other-invoice-same-hash'
        })
      }
    }
  })

  it('allows one click up to the click limit, and asks above it', () => {
    expect(judge({ limits: limits(2_500n, 100_000n) })).toEqual({ kind: 'one-click' })
    expect(judge({ limits: limits(2_499n, 100_000n) })).toEqual({
      kind: 'confirm',
      reason: 'above-click-limit',
      limitSat: 2_499n
    })
    expect(judge({ amountMsat: msat(2_500_001n), limits: limits(2_500n, 100_000n) }).kind).toBe('confirm')
    expect(judge({ amountMsat: msat(1n), limits: limits(0n, 100_000n) }).kind).toBe('confirm')
  })

  it('counts the largest fee that the payment may have', () => {
    const largestFeeMsat = msat(25_000n)
    expect(judge({ largestFeeMsat, limits: limits(2_525n, 100_000n) }).kind).toBe('one-click')
    expect(judge({ largestFeeMsat, limits: limits(2_524n, 100_000n) })).toMatchObject({
      reason: 'above-click-limit'
    })
    expect(judge({ largestFeeMsat, spentByClickSat: sat(97_476n) })).toMatchObject({
      reason: 'above-day-limit'
    })
  })

  it('asks if the clicks of 24 hours would exceed the day limit', () => {
    expect(judge({ spentByClickSat: sat(97_500n) })).toEqual({ kind: 'one-click' })
    expect(judge({ spentByClickSat: sat(97_501n) })).toEqual({
      kind: 'confirm',
      reason: 'above-day-limit',
      limitSat: 100_000n
    })
  })

  it('allows paying until the last millisecond before the expiry', () => {
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

  it('reports the unknown outcome rather than a later expiry', () => {
    expect(judge({ journal: 'unknown', now: 5_000 })).toEqual({ kind: 'refused', code: 'outcome-unknown' })
    expect(judge({ journal: 'unknown', now: 5_000, retryUnknown: true })).toEqual({
      kind: 'refused',
      code: 'expired'
    })
  })

  it('allows a retry after a failure, and after an unknown outcome if the person says so', () => {
    expect(judge({ journal: 'failed' }).kind).toBe('one-click')
    expect(judge({ journal: 'unknown', retryUnknown: true }).kind).toBe('one-click')
  })

  it('never allows what is blocked, expired, without amount or above a limit, whatever else holds', () => {
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
        const amountSat = ((facts.amountMsat ?? 0n) + facts.largestFeeMsat + 999n) / 1_000n
        expect(amountSat <= facts.limits.clickLimitSat).toBe(true)
        expect(amountSat + facts.spentByClickSat <= facts.limits.dayLimitSat).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })

  it('never allows a retry if the journal says sending or succeeded', () => {
    for (const journal of ['sending', 'succeeded'] as const) {
      expect(judge({ journal, retryUnknown: true }).kind).toBe('refused')
    }
  })
})
