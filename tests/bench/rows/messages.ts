import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js'
import { methodDefinitions } from '../../../src/node/api/protos'
import { bundleProgram } from '../../support/processes/bundle-program'
import { until, Wallet } from '../../support/processes/fault-matrix/wallet'
import type { FloodOrder } from '../../support/processes/flood-process'
import { median, type BenchContext, type BenchRow } from '../row'

const MESSAGES = 50_000
const RUNS = 3

const order = (node: ChildProcess, prefix: string): void =>
  void node.send({ count: MESSAGES, prefix } satisfies FloodOrder)

/** Waits until the node has noticed that the reader is gone. */
async function untilNobodyReads(node: ChildProcess): Promise<void> {
  const idle = once(node, 'message')
  node.send({ count: 0, prefix: '' } satisfies FloodOrder)
  await idle
}

/** Messages per second that a client only decodes. */
async function readBare(node: ChildProcess, address: string): Promise<number> {
  const definition = methodDefinitions(1).find(({ path }) => path.endsWith('/Subscribe'))
  if (definition === undefined) throw new Error('the node has no Subscribe')
  const Client = makeGenericClientConstructor({}, 'bare')
  const client = new Client(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
  const { path, requestSerialize, responseDeserialize } = definition
  const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {})
  const perSecond = await new Promise<number>((resolve) => {
    let count = 0
    let startedAt = 0
    stream.on('data', () => {
      if (count === 0) startedAt = performance.now()
      count += 1
      if (count === MESSAGES) resolve(MESSAGES / ((performance.now() - startedAt) / 1000))
    })
    stream.on('error', () => undefined)
    order(node, 'bare')
  })
  stream.cancel()
  client.close()
  return perSecond
}

/** Messages per second until they are on disk, in the search index, and sent to the window. */
async function receiveDurably(node: ChildProcess, address: string, folder: string): Promise<number> {
  let told = 0
  const wallet = new Wallet({
    dbFile: join(folder, 'wallet.db'),
    address,
    listen: (events) => events.on('messagesArrived', (messages) => void (told += messages.length))
  })
  await wallet.untilReady()
  const startedAt = performance.now()
  order(node, 'stored')
  await until('all messages are stored', () => told === MESSAGES)
  const perSecond = MESSAGES / ((performance.now() - startedAt) / 1000)
  const found = await wallet.session.inbox.search({ query: `stored ${MESSAGES - 1}`, limit: 10 })
  if (!found.ok || found.value.found.length !== 1) throw new Error('the last message cannot be found')
  await wallet.session.close()
  return perSecond
}

/** The same stream from the same node, read by grpc-js alone and by the wallet. */
export const messages: BenchRow = {
  id: 'messages',
  what: 'durable, searchable messages per second, against a bare grpc-js reader of the same stream',
  unit: '/s',
  limit: 0.5,
  better: 'higher',
  run: async ({ temporaryFolder, progress }: BenchContext) => {
    const program = await bundleProgram('tests/support/processes/flood-process.ts', temporaryFolder())
    const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
    const node = fork(program, { env, execArgv: [] })
    try {
      const [address] = (await once(node, 'message')) as [string]
      const floors: number[] = []
      const measured: number[] = []
      for (let run = 0; run <= RUNS; run += 1) {
        const floor = await readBare(node, address)
        await untilNobodyReads(node)
        const ours = await receiveDurably(node, address, temporaryFolder())
        await untilNobodyReads(node)
        progress(`bare ${floor.toFixed(0)}/s, durable ${ours.toFixed(0)}/s`)
        if (run === 0) continue
        floors.push(floor)
        measured.push(ours)
      }
      return { measured: median(measured), floor: median(floors) }
    } finally {
      node.kill()
    }
  }
}
