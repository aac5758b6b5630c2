import bolt11 from 'bolt11'
import vectors from '../../vectors/bolt11-spec.json'
import { decodeInvoice } from '../../../src/shared/bolt11'
import { median, type BenchRow } from '../row'

const INVOICES = 1_000
const RUNS = 5

const valid = vectors.filter((vector) => vector.valid).map((vector) => vector.invoice)
const readByBoth = valid.filter((invoice) => {
  try {
    bolt11.decode(invoice)
    return true
  } catch {
    return false
  }
})

function millisFor(decode: (invoice: string) => unknown): number {
  const startedAt = performance.now()
  for (let index = 0; index < INVOICES; index += 1) decode(readByBoth[index % readByBoth.length] ?? '')
  return performance.now() - startedAt
}

/**
 * The package calls libsecp256k1 compiled for this machine; ours is JavaScript on purpose, because nothing native may
 * be compiled at install and Electron's own crypto has no such curve. The limit allows one or two milliseconds.
 */
export const decode: BenchRow = {
  id: 'decode',
  what: 'decoding 1,000 invoices with signature and payee, against the npm package bolt11',
  unit: 'ms',
  limit: 20,
  better: 'lower',
  run: async () => {
    const ours: number[] = []
    const theirs: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const floor = millisFor((invoice) => bolt11.decode(invoice))
      const measured = millisFor(decodeInvoice)
      if (run === 0) continue
      theirs.push(floor)
      ours.push(measured)
    }
    return Promise.resolve({ measured: median(ours), floor: median(theirs) })
  }
}
