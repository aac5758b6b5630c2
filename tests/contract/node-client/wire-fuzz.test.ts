import { expect, it } from 'vitest'
import { runWireFuzz } from '../../support/processes/wire-fuzz/fuzz'

const CASES = 2_000
const SEED = 20_260_102

it('a payment at hostile nodes always ends in time, and fails only where a node proves it', async () => {
  const { failures, kinds } = await runWireFuzz(CASES, SEED)
  // Each failure names the seed of its case.
  expect(failures).toEqual([])
  // The answers reach what they aim at: some are believed.
  for (const kind of ['failed', 'paid', 'unknown']) {
    for (const wire of ['grpc', 'http'])
      expect(kinds.get(`${wire} ${kind}`), `${wire} ${kind}`).toBeGreaterThan(0)
  }
}, 120_000)
