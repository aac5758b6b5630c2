import { describe, expect, it } from 'vitest'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { senderOf } from '../../../../src/shared/domain/sender'
import { msat } from '../../../../src/shared/money'
import { payWarnings, type WarningFacts } from '../../../../src/shared/policy/pay-warnings'

const key = (digit: string) => `02${digit.repeat(64)}` as Pubkey
const FACTS: WarningFacts = {
  now: 0,
  expiresAt: 3_600_000,
  payee: key('a'),
  payeeKnown: true,
  sender: undefined,
  description: 'Two zines',
  journal: undefined,
  amountMsat: msat(1_000_000n),
  hintedFeeMsat: msat(0n),
  lookalike: false
}
const warnings = (facts: Partial<WarningFacts>) => payWarnings({ ...FACTS, ...facts })

describe('the warnings before a payment', () => {
  it('are empty for an ordinary invoice of a known payee', () => {
    expect(warnings({})).toEqual([])
    expect(warnings({ sender: key('a') })).toEqual([])
  })

  it('have the most serious first', () => {
    expect(
      warnings({
        sender: key('b'),
        expiresAt: 30_000,
        journal: 'failed',
        description: undefined,
        payeeKnown: false
      })
    ).toEqual([
      'payee-not-sender',
      'expires-soon',
      'earlier-attempt-failed',
      'description-hash-only',
      'payee-unknown'
    ])
  })

  it('compare the payee with a sender who has a node key, and say if that is impossible', () => {
    expect(warnings({ sender: 'did:key:z6Mk…' as Pubkey })).toEqual(['payee-not-comparable'])
    expect(warnings({ sender: '' as Pubkey })).toEqual(['payee-not-comparable'])
    expect(warnings({ sender: key('B') })).toEqual(['payee-not-sender'])
    expect(warnings({ sender: key('b') })).toEqual(['payee-not-sender'])
  })

  it('begin with the unverified sender if it is only claimed, whatever key it claims', () => {
    expect(warnings({ sender: senderOf(key('a'), true) })).toEqual(['sender-unverified'])
    expect(warnings({ sender: senderOf(key('b'), true) })).toEqual(['sender-unverified', 'payee-not-sender'])
    expect(warnings({ sender: senderOf('did:key:z6Mk', true) })).toEqual([
      'sender-unverified',
      'payee-not-comparable'
    ])
  })

  it('contain an expiry that is near, but not one that has passed', () => {
    expect(warnings({ now: 3_540_000 })).toEqual([])
    expect(warnings({ now: 3_540_001 })).toEqual(['expires-soon'])
    expect(warnings({ now: 3_600_000 })).toEqual([])
  })

  it('begin with a payee that looks like another sender', () => {
    expect(warnings({ lookalike: true, sender: key('b') })).toEqual(['payee-lookalike', 'payee-not-sender'])
  })

  it('contain route hints that charge more than 5 percent and more than a few sats', () => {
    expect(warnings({ hintedFeeMsat: msat(50_000n) })).toEqual([])
    expect(warnings({ hintedFeeMsat: msat(50_001n) })).toEqual(['high-route-fee'])
    expect(warnings({ amountMsat: msat(10_000n), hintedFeeMsat: msat(5_000n) })).toEqual([])
    expect(warnings({ amountMsat: undefined, hintedFeeMsat: msat(50_001n) })).toEqual([])
  })

  it('do not take an empty description for a hidden one', () => {
    expect(warnings({ description: '' })).toEqual([])
  })
})
