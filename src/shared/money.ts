import type { Brand } from './brand'
import { fail, ok, type Result } from './result'

/** Whole satoshis. */
export type Sat = Brand<bigint, 'sat'>
/** Millisatoshis, the unit of the Lightning protocol. */
export type Msat = Brand<bigint, 'msat'>

/** The display unit: satoshis, BIP-177 (₿ for base units) or whole bitcoin. */
export type Unit = 'sats' | 'bip177' | 'btc'

const MSAT_PER_SAT = 1000n

export const sat = (value: bigint): Sat => value as Sat
export const msat = (value: bigint): Msat => value as Msat
export const satToMsat = (value: Sat): Msat => msat(value * MSAT_PER_SAT)
/** Rounds up to whole satoshis, for an amount that a balance or a limit must cover. */
export const msatToSatCeil = (value: Msat): Sat => sat((value + MSAT_PER_SAT - 1n) / MSAT_PER_SAT)
/** Rounds down to whole satoshis. */
export const msatToSatFloor = (value: Msat): Sat => sat(value / MSAT_PER_SAT)

/** All bitcoin that will ever exist. An amount above it is an error of its author. */
export const MAX_SAT = sat(2_100_000_000_000_000n)

export type AmountError =
  'empty' | 'not-a-number' | 'negative' | 'zero' | 'fractional' | 'comma' | 'point' | 'too-large'

/**
 * Parses an amount typed by a person, in satoshis or in bitcoin. Drops spaces, underscores and apostrophes between
 * digits. A comma groups thousands or is refused: many locales use a decimal comma, and `0,5` must never become 5. The
 * same locales group thousands with a point, so `1.000` is refused: it must never become 1.
 */
export function parseAmount(text: string, unit: Unit): Result<Sat, AmountError> {
  const compact = text.trim().replace(/(?<=\d)[\s_'’](?=\d)/gu, '')
  if (compact === '') return fail('empty')
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/u.test(compact)) return fail('point')
  if (/^[-−]\s*\d*[.,]?\d+$/u.test(compact)) return fail('negative')
  const match = /^(\d{1,20}|\d{1,3}(?:,\d{3})+|)(?:\.(\d{0,20}))?$/u.exec(compact)
  if (match === null || compact === '.') return fail(/^\d+,\d+$/u.test(compact) ? 'comma' : 'not-a-number')
  // Without a point after it, a comma in a bitcoin amount may be meant as decimal point.
  if (unit === 'btc' && compact.includes(',') && match[2] === undefined) return fail('comma')
  const whole = (match[1] ?? '').replaceAll(',', '')
  const fraction = (match[2] ?? '').replace(/0+$/u, '')
  const decimals = unit === 'btc' ? 8 : 0
  if (fraction.length > decimals) return fail('fractional')
  const value = BigInt((whole === '' ? '0' : whole) + fraction.padEnd(decimals, '0'))
  if (value === 0n) return fail('zero')
  if (value > MAX_SAT) return fail('too-large')
  return ok(sat(value))
}

export interface FormattedAmount {
  /** Sign of the amount. Write it before digits and unit, so that a negative amount never looks positive. */
  readonly sign: '' | '−'
  /** Digits, grouped for the locale, without sign or unit. */
  readonly digits: string
  /** The unit's name or sign. */
  readonly unit: string
  readonly unitPosition: 'before' | 'after'
}

interface Numbers {
  readonly group: Intl.NumberFormat
  readonly decimalSign: string
}
const numbers = new Map<string, Numbers>()

/** Cached, because creating a number format costs more than using it, and lists format thousands of amounts. */
function numbersOf(locale: string): Numbers {
  const kept = numbers.get(locale)
  if (kept !== undefined) return kept
  const group = new Intl.NumberFormat(locale)
  const decimalSign = group.formatToParts(0.5).find((part) => part.type === 'decimal')?.value ?? '.'
  const made = { group, decimalSign }
  numbers.set(locale, made)
  return made
}

/** Formats an amount in parts. Millisatoshis appear only if they are not zero. */
export function formatAmount(value: Msat, unit: Unit, locale = 'en'): FormattedAmount {
  const sign = value < 0n ? '−' : ''
  const magnitude = value < 0n ? -value : value
  const whole = magnitude / MSAT_PER_SAT
  const rest = magnitude % MSAT_PER_SAT
  const { group, decimalSign } = numbersOf(locale)
  if (unit === 'btc') {
    const coins = whole / 100_000_000n
    const below = (whole % 100_000_000n).toString().padStart(8, '0')
    const tail = rest === 0n ? '' : rest.toString().padStart(3, '0')
    return {
      sign,
      digits: `${group.format(coins)}${decimalSign}${below}${tail}`,
      unit: 'BTC',
      unitPosition: 'after'
    }
  }
  // Without the zeros at the end: `2.400` could be read as two thousand.
  const tail = rest === 0n ? '' : decimalSign + rest.toString().padStart(3, '0').replace(/0+$/u, '')
  const digits = group.format(whole) + tail
  if (unit === 'bip177') return { sign, digits, unit: '₿', unitPosition: 'before' }
  return { sign, digits, unit: magnitude === MSAT_PER_SAT ? 'sat' : 'sats', unitPosition: 'after' }
}

/** One line of text, for labels, titles and notifications: `2,500 sats`, `₿2,500`, `0.00002500 BTC`. */
export function amountText(value: Msat, unit: Unit, locale = 'en'): string {
  const formatted = formatAmount(value, unit, locale)
  const { sign, digits } = formatted
  return formatted.unitPosition === 'before'
    ? sign + formatted.unit + digits
    : `${sign}${digits} ${formatted.unit}`
}
