import { expect, it } from 'vitest'
import { FUZZED_NAMES, runWireFuzz } from '../../support/processes/wire-fuzz/fuzz'

const CASES = 2_000
const SEED = 20_260_102

it('Every call at hostile nodes ends in time, and claims only what a node proves', async () => {
  const { failures, kinds } = await runWireFuzz(CASES, SEED)
  // Each failure names the seed of its case.
  expect(failures).toEqual([])
  const count = (wire: string, name: string, kind = ''): number =>
    [...kinds].reduce((sum, [key, times]) => sum + (key.startsWith(`${wire} ${name} ${kind}`) ? times : 0), 0)
  for (const wire of ['grpc', 'http']) {
    for (const name of FUZZED_NAMES) expect(count(wire, name), `${wire} ${name}`).toBeGreaterThan(0)
    // Some answers are accepted, so they get past the first checks.
    for (const kind of ['failed', 'paid', 'unknown']) {
      expect(count(wire, 'PayInvoice', kind), `${wire} PayInvoice ${kind}`).toBeGreaterThan(0)
    }
    expect(count(wire, 'SendMessage', 'sent'), `${wire} SendMessage sent`).toBeGreaterThan(0)
    expect(count(wire, 'Subscribe', 'reconnected'), `${wire} Subscribe`).toBeGreaterThan(0)
  }
})
