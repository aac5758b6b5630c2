import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { LND_NODE_ARGUMENTS } from '../../../src/shared/lnd-process'
import { BareClient } from '../../contract/node/bare-client'
import type { TestNetwork } from '../../lnd/network'
import { until } from '../../lnd/processes'
import { median, type BenchContext, type BenchRow } from '../row'
import { lndNetwork } from '../support/lnd-network'
import { settledPssMiB, treeHeldMiB } from '../support/memory'
import { startUtilityProcess } from '../support/utility-process'

const RUNS = 3
const CALLS = 20
/** V8 takes up to 10 s to collect the garbage of an idle process. Milliseconds. */
const SETTLING_MS = 20_000
const Served = v.object({ ok: v.literal(true), grpc: v.string() })

interface Reading {
  readonly pss: number
  /** The part that is not mapped from files, which other running Electrons do not change. */
  readonly held: number
}

async function read(pid: number): Promise<Reading> {
  return { pss: await settledPssMiB(pid, SETTLING_MS), held: treeHeldMiB(pid) }
}

async function emptyProcess(context: BenchContext): Promise<Reading> {
  const child = await startUtilityProcess(
    context,
    join(process.cwd(), 'tests/bench/utility-process/empty.cjs')
  )
  try {
    return await read(child.pid)
  } finally {
    await child.stop()
  }
}

/** The node as the wallet runs it, after invoices and payments, and with a client that has a stream open. */
async function node(context: BenchContext, { alice, bob }: TestNetwork): Promise<Reading> {
  const apiKey = randomBytes(32).toString('hex')
  const request = {
    id: 1,
    kind: 'serve',
    access: alice.access(),
    expect: { pubkey: await alice.pubkey(), network: 'regtest' },
    listen: '127.0.0.1:0',
    apiKey,
    dataFolder: context.temporaryFolder()
  }
  const script = join(process.cwd(), 'out/main/lnd-node.js')
  const child = await startUtilityProcess(context, script, { execArgv: LND_NODE_ARGUMENTS, request })
  const { grpc } = v.parse(Served, child.answer)
  const client = new BareClient({ address: grpc, generation: 1 }, { apiKey, extension: true })
  try {
    await until('the node to reach LND', 30, () => client.call('Node/GetInfo'))
    client.subscribe('')
    for (let call = 0; call < CALLS; call += 1) {
      await client.call('Node/GetInfo')
      await client.call('CheckInvoice', await client.call('GenerateInvoice', { amount: '10', memo: '' }))
      const { payment_request: invoice } = await bob.call('lnrpc.Lightning/AddInvoice', { value: '10' })
      await client.call('PayInvoice', { invoice })
    }
    return await read(child.pid)
  } finally {
    client.close()
    await child.stop()
  }
}

const text = ({ pss, held }: Reading): string => `${pss.toFixed(1)} (${held.toFixed(1)} without files)`

/** Proportional set size of the one process. */
export const lndMemory: BenchRow = {
  id: 'lnd-memory',
  what: 'memory of the process of the node in front of a real LND (PSS), against an empty utility process of Electron',
  unit: 'MiB',
  limit: 1.5,
  better: 'lower',
  run: async (context) => {
    const network = await lndNetwork(context)
    const measured: number[] = []
    const floor: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      const empty = await emptyProcess(context)
      const served = await node(context, network)
      floor.push(empty.pss)
      measured.push(served.pss)
      context.progress(
        `run ${run + 1} of ${RUNS}: ${text(served)} MiB, against ${text(empty)} MiB of the empty process`
      )
    }
    return { measured: median(measured), floor: median(floor) }
  }
}
