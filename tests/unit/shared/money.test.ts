import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amountText,
  formatAmount,
  msat,
  msatToSatCeil,
  msatToSatFloor,
  parseAmount,
  sat,
  satToMsat
} from '../../../src/shared/money'

const valueOf = (text: string, unit: 'sats' | 'bip177' | 'btc' = 'sats') => {
  const parsed = parseAmount(text, unit)
  return parsed.ok ? parsed.value : parsed.error.code
}

describe('parseAmount', () => {
  it.each([
    ['2500', 2500n],
    ['2,500', 2500n],
    ['2 500', 2500n],
    ["1'284'000", 1_284_000n],
    ['  42  ', 42n],
    ['007', 7n],
    ['2500.', 2500n],
    ['2500.00', 2500n]
  ])('reads %j as satoshis', (text, expected) => {
    expect(valueOf(text)).toBe(expected)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['abc', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['.', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['0', 'zero'],
    ['0.0', 'zero'],
    ['1.5', 'fractional'],
    ['1,5', 'comma'],
    ['12,50', 'comma'],
    ['1,2345', 'comma'],
    ['1.000', 'point'],
    ['10.000', 'point'],
    ['1.000.000', 'point'],
    ['2.500', 'point'],
    ['2100000000000001', 'too-large'],
    ['99999999999999999999', 'too-large']
  ])('refuses %j as %s', (text, code) => {
    expect(valueOf(text)).toBe(code)
  })

  it('reads bitcoin with at most eight decimals', () => {
    expect(valueOf('0.00002500', 'btc')).toBe(2500n)
    expect(valueOf('1', 'btc')).toBe(100_000_000n)
    expect(valueOf('.5', 'btc')).toBe(50_000_000n)
    expect(valueOf('0.000000001', 'btc')).toBe('fractional')
  })

  it('never takes a decimal comma for a thousands separator', () => {
    expect(valueOf('0,5', 'btc')).toBe('comma')
    expect(valueOf('1,000', 'btc')).toBe('comma')
    expect(valueOf('1,000.5', 'btc')).toBe(100_050_000_000n)
  })

  it('parses the output of formatAmount in every unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2_100_000_000_000_000n }),
        fc.constantFrom('sats' as const, 'bip177' as const, 'btc' as const),
        (amount, unit) => {
          expect(valueOf(formatAmount(satToMsat(sat(amount)), unit).digits, unit)).toBe(amount)
        }
      )
    )
  })

  it('never changes an amount by its separators, in any locale', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 20_000_000n }),
        fc.constantFrom('en', 'de', 'de-CH', 'es', 'fr', 'pt-BR', 'id', 'tr', 'ru', 'en-IN', 'sv', 'ar-EG'),
        fc.constantFrom('sats' as const, 'bip177' as const, 'btc' as const),
        (amount, locale, unit) => {
          const read = valueOf(new Intl.NumberFormat(locale).format(amount), unit)
          if (typeof read === 'bigint') expect(read).toBe(unit === 'btc' ? amount * 100_000_000n : amount)
        }
      )
    )
  })

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('sats' as const, 'btc' as const),
        (text, unit) => void parseAmount(text, unit)
      )
    )
  })
})

describe('formatAmount', () => {
  it('groups satoshis and names the unit', () => {
    expect(amountText(msat(2_500_000n), 'sats')).toBe('2,500 sats')
    expect(amountText(msat(1_000n), 'sats')).toBe('1 sat')
    expect(amountText(msat(2_500_000n), 'bip177')).toBe('₿2,500')
    expect(amountText(msat(2_500_000n), 'btc')).toBe('0.00002500 BTC')
  })

  it('shows millisatoshis only if they are not zero', () => {
    expect(amountText(msat(2_500_010n), 'sats')).toBe('2,500.01 sats')
    expect(amountText(msat(10n), 'btc')).toBe('0.00000000010 BTC')
  })

  it('never shows a negative amount as a positive one', () => {
    expect(amountText(msat(-2_500_000n), 'sats')).toBe('−2,500 sats')
    expect(amountText(msat(-1_000n), 'sats')).toBe('−1 sat')
    expect(amountText(msat(-2_500_000n), 'bip177')).toBe('−₿2,500')
    expect(amountText(msat(-2_500_010n), 'btc')).toBe('−0.00002500010 BTC')
    expect(formatAmount(msat(-10n), 'sats')).toMatchObject({ sign: '−', digits: '0.01' })
  })

  it('uses the decimal sign of the locale', () => {
    expect(amountText(msat(250_000_000_000n), 'btc', 'de')).toBe('2,50000000 BTC')
    expect(amountText(msat(2_500_010n), 'sats', 'de')).toBe('2.500,01 sats')
  })
})

describe('rounding to satoshis', () => {
  it('rounds a limit up and a balance down', () => {
    expect(msatToSatCeil(msat(1n))).toBe(1n)
    expect(msatToSatCeil(msat(1000n))).toBe(1n)
    expect(msatToSatFloor(msat(1999n))).toBe(1n)
  })
})
