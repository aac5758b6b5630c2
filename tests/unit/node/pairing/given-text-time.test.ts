import { describe, expect, it } from 'vitest'
import { parseLndConf } from '../../../../src/node/pairing/details/lnd-conf'
import { readText } from '../../../../src/node/pairing/details/read-text'
import { growsTooFast } from '../../../support/fixtures/text-growth'

const families: readonly (readonly [string, (length: number) => string])[] = [
  ['equals signs before a word', (length) => `${'='.repeat(length)}x`],
  ['equals signs between words', (length) => `x${'='.repeat(length)}x`],
  ['a setting, spaces and a word', (length) => `a=b${' '.repeat(length)}x`],
  ['certificate heads', (length) => '-----BEGIN CERTIFICATE-----'.repeat(length / 27)],
  ['links and line breaks', (length) => 'lndconnect:\n '.repeat(length / 13)],
  ...['lndconnect:', '-----BEGIN A-----', 'a:', '0', '\n', ' a', 'lnbc1', '%4', '=', 'AgED'].map(
    (unit) => [unit, (length: number) => unit.repeat(length / unit.length)] as const
  )
]

describe('connection details are read in linear time', () => {
  it.each(families)('from %s', (_family, make) => {
    expect(growsTooFast(readText, make)).toBe(false)
    expect(growsTooFast(parseLndConf, make)).toBe(false)
  })
})
