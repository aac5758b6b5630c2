import { startDemoNode } from '../../../src/node/backends/demo'
import { seededRandom } from '../../support/processes/fault-matrix/random'
import { FaultProxy } from '../../support/processes/fault-proxy'
import { openConnection } from '../../support/processes/node-client'
import { outages } from '../../support/processes/network-faults'
import type { BenchRow } from '../row'

/** Number of concurrent clients, because most of an outage is waiting. */
const CLIENTS = 20
const OUTAGES_EACH = 50
const ALL = CLIENTS * OUTAGES_EACH
const SOON_MS = 2_000

/** Not only about speed: the row fails if a client does not reconnect at all. */
export const reconnect: BenchRow = {
  id: 'reconnect',
  what: `outages after which the client is ready within ${SOON_MS / 1000} s, of ${ALL.toLocaleString('en')}`,
  unit: 'outages',
  limit: 1,
  better: 'higher',
  run: async ({ progress }) => {
    const node = await startDemoNode()
    let done = 0
    const one = async (seed: number): Promise<number[]> => {
      const proxy = new FaultProxy(node.address, seed)
      await proxy.listen()
      const client = openConnection(proxy.address, { random: seededRandom(1_000 + seed) })
      try {
        const waits = await outages(proxy, client, seed, OUTAGES_EACH)
        done += 1
        if (done % 5 === 0) progress(`${done} of ${CLIENTS} clients through`)
        return waits
      } finally {
        await client.connection.close()
        proxy.clear()
        await proxy.refuse()
      }
    }
    try {
      const waits = (await Promise.all(Array.from({ length: CLIENTS }, (_, seed) => one(seed)))).flat()
      if (node.messages.peakSubscribers > CLIENTS) throw new Error('a client had more than one stream')
      progress(`the longest took ${Math.max(...waits).toFixed(0)} ms`)
      return { measured: waits.filter((wait) => wait <= SOON_MS).length, floor: ALL }
    } finally {
      await node.stop()
    }
  }
}
