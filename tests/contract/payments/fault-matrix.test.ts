import { expect, it } from 'vitest'
import { playAll, runFaultMatrix } from '../../support/processes/fault-matrix/matrix'
import { wireScenario } from '../../support/processes/fault-matrix/scenario'

const RUNS = 180
const SEED = 1
const PATIENCE_MS = 10 * 60_000

it(
  `The wallet pays nothing twice, forgets nothing and misjudges nothing in ${RUNS} payments and messages in trouble`,
  async () => {
    const { runs, failures } = await runFaultMatrix(RUNS, SEED)
    expect(failures).toEqual([])
    expect(runs).toBe(RUNS)
  },
  PATIENCE_MS
)

/** Scenarios in which a wallet once paid twice, called a payment failed that was made, or left one sending. */
const ONCE_WRONG = [
  wireScenario('OK without a message', 'after'),
  wireScenario('OK without a message', 'held', { arrives: false, then: 'check', generation: 2 }),
  wireScenario('OK without a message', 'after', { spends: 'message' }),
  wireScenario('gateway: 200 with a list', 'before', { spends: 'message' }),
  wireScenario('half a message, then OK', 'after'),
  wireScenario('grpc-status 12 without words', 'after', { generation: 2, then: 'check' }),
  wireScenario('grpc-status 3 "rpc error: code = Unavailable desc = transport is closing"', 'after'),
  wireScenario('grpc-status 2 "could not parse preimage of settled payment"', 'after'),
  wireScenario(`grpc-status 2 "invalid character '<' looking for beginning of value"`, 'after'),
  wireScenario('compressed flag with encoding missing', 'held', { generation: 2, then: 'check' }),
  wireScenario('compressed flag with encoding identity', 'after'),
  wireScenario('RST_STREAM 12', 'after'),
  wireScenario("a proxy's 404", 'after'),
  wireScenario("gateway: a proxy's 404", 'after'),
  wireScenario('gateway: no such path', 'after'),
  wireScenario('RST_STREAM 2', 'after', { next: 'pays at another node', then: 'leave' }),
  wireScenario('RST_STREAM 2', 'held', { next: 'pays at another node', arrives: false }),
  wireScenario('RST_STREAM 10', 'after', { next: 'pays at another address of the node' }),
  wireScenario('RST_STREAM 2', 'after', { next: 'loses the records' }),
  wireScenario('RST_STREAM 2', 'after', { next: 'has the records emptied' }),
  wireScenario('RST_STREAM 2', 'after', {
    next: 'pays an invoice with the same hash and another amount'
  }),
  wireScenario('RST_STREAM 2', 'held', { extension: true, arrives: false, then: 'check' }),
  wireScenario('RST_STREAM 2', 'before', { extension: true, then: 'check' }),
  wireScenario('OK without a message', 'after', { extension: true, then: 'leave' })
]

it(
  'The scenarios that were once misjudged are judged correctly',
  async () => {
    const { failures } = await playAll(ONCE_WRONG)
    expect(failures).toEqual([])
  },
  PATIENCE_MS
)
