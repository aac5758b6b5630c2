import type { BareClient } from '../../contract/node/bare-client'
import type { TestLnd } from '../../lnd/test-lnd'
import { median, type BenchContext, type BenchRow } from '../row'
import { startBareHop } from '../support/bare-hop'
import { BareLnd } from '../support/bare-lnd'
import { lndNetwork, withNode } from '../support/lnd-network'

/**
 * The node is a process between its client and LND. An LND on the same machine answers a look-up in 1 ms, and one gRPC
 * call to any Node process takes as long. So for the two calls that LND answers this fast, no process in between can
 * stay below 1.25 times. Their floor is LND's answer and an empty gRPC call, both measured in the same run; the ratio
 * to LND's answer alone is printed. The floor of PayInvoice is LND's answer alone.
 */
const LIMIT = 1.25

interface Sides {
  readonly node: BareClient
  readonly lnd: BareLnd
  /** The other side of the channel. */
  readonly peer: TestLnd
}

interface Pair {
  readonly node: () => Promise<object>
  readonly lnd: () => Promise<object>
}

interface Call {
  readonly runs: number
  /** Whether an empty gRPC call is part of the floor. */
  readonly hop: boolean
  /** Makes what one run needs; resolves with the call through the node and the same call to LND. */
  prepare(sides: Sides): Promise<Pair>
}

async function timed(call: () => Promise<object>): Promise<number> {
  const startedAt = performance.now()
  await call()
  return performance.now() - startedAt
}

/** The three alternate, in changing order, so that other load of the machine affects all of them. */
async function samples({ prepare, runs }: Call, sides: Sides, hop: () => Promise<object>) {
  const times = { node: [] as number[], lnd: [] as number[], hop: [] as number[] }
  // The first calls open the connections and warm the caches.
  for (let run = -5; run < runs; run += 1) {
    const pair = { ...(await prepare(sides)), hop }
    const order = run % 2 === 0 ? (['node', 'lnd', 'hop'] as const) : (['hop', 'lnd', 'node'] as const)
    for (const name of order) {
      const ms = await timed(pair[name])
      if (run >= 0) times[name].push(ms)
    }
  }
  return { node: median(times.node), lnd: median(times.lnd), hop: median(times.hop) }
}

async function compare(context: BenchContext, call: Call) {
  const { alice, bob } = await lndNetwork(context)
  const lnd = new BareLnd(alice)
  const hop = await startBareHop(context.temporaryFolder())
  try {
    return await withNode(alice, async (node) => {
      const took = await samples(call, { node, lnd, peer: bob }, hop.call)
      const text = (['node', 'lnd', 'hop'] as const).map((name) => `${name} ${took[name].toFixed(2)} ms`)
      context.progress(`${text.join(', ')}; node to LND alone ${(took.node / took.lnd).toFixed(2)}`)
      return { measured: took.node, floor: took.lnd + (call.hop ? took.hop : 0) }
    })
  } finally {
    lnd.close()
    await hop.stop()
  }
}

async function invoiceOf(peer: TestLnd): Promise<string> {
  return (await peer.call('lnrpc.Lightning/AddInvoice', { value: '20' })).payment_request
}

const row = (id: string, what: string, call: Call): BenchRow => ({
  id,
  what: `${what} through the node in front of a real LND, against the same call to LND by grpc-js${call.hop ? ' and an empty gRPC call' : ''}`,
  unit: 'ms',
  limit: LIMIT,
  better: 'lower',
  run: (context) => compare(context, call)
})

export const lndCalls: readonly BenchRow[] = [
  row('lnd-generate', 'GenerateInvoice', {
    runs: 150,
    hop: true,
    prepare: ({ node, lnd }) =>
      Promise.resolve({
        node: () => node.call('GenerateInvoice', { amount: '1000', memo: 'coffee' }),
        lnd: () => lnd.call('lnrpc.Lightning/AddInvoice', { value: '1000', memo: 'coffee' })
      })
  }),
  row('lnd-check', 'CheckInvoice', {
    runs: 150,
    hop: true,
    prepare: async ({ node, lnd }) => {
      const made = await lnd.call('lnrpc.Lightning/AddInvoice', { value: '1000', memo: 'coffee' })
      if (!('payment_request' in made && 'r_hash' in made)) throw new Error('LND made no invoice')
      const { payment_request: invoice, r_hash } = made
      return {
        node: () => node.call('CheckInvoice', { invoice }),
        lnd: () => lnd.call('lnrpc.Lightning/LookupInvoice', { r_hash })
      }
    }
  }),
  row('lnd-pay', 'PayInvoice', {
    runs: 40,
    hop: false,
    prepare: async ({ node, lnd, peer }) => {
      const [one, other] = [await invoiceOf(peer), await invoiceOf(peer)]
      return { node: () => node.call('PayInvoice', { invoice: one }), lnd: () => lnd.pay(other) }
    }
  })
]
