import { msat, type Msat } from '../money'
import { fail, ok, type Result } from '../result'

const MSAT_PER_BTC = 100_000_000_000n
const MAX_MSAT = 21_000_000n * MSAT_PER_BTC

/** Units per bitcoin (BOLT11 "Human-Readable Part"). */
const UNITS_PER_BTC: Readonly<Record<string, bigint>> = {
  '': 1n,
  m: 1_000n,
  u: 1_000_000n,
  n: 1_000_000_000n,
  p: 1_000_000_000_000n
}

/** Parses the amount of an invoice, such as `2500u`: a positive whole number and a multiplier. */
export function parseInvoiceAmount(text: string): Result<Msat, 'bad-amount' | 'sub-msat-amount'> {
  const match = /^([1-9]\d{0,19})([munp]?)$/.exec(text)
  const unitsPerBtc = UNITS_PER_BTC[match?.[2] ?? '']
  if (match?.[1] === undefined || unitsPerBtc === undefined) return fail('bad-amount')
  const scaled = BigInt(match[1]) * MSAT_PER_BTC
  if (scaled % unitsPerBtc !== 0n) return fail('sub-msat-amount')
  const value = scaled / unitsPerBtc
  return value > MAX_MSAT ? fail('bad-amount') : ok(msat(value))
}
