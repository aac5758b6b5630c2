import { seededRandom } from './fault-matrix/random'
import type { FaultProxy } from './fault-proxy'
import type { TestConnection } from './node-client'

/** The ways in which a node goes, and how it is back afterwards. */
const OUTAGES: readonly ((proxy: FaultProxy) => { back: () => Promise<void> })[] = [
  (proxy) => {
    void proxy.refuse()
    return { back: () => proxy.listen() }
  },
  (proxy) => {
    proxy.change({ resetAtByte: 0 })
    proxy.reset()
    return {
      back: () => {
        proxy.clear()
        return Promise.resolve()
      }
    }
  },
  (proxy) => {
    proxy.change({ resetAtByte: 200 })
    proxy.reset()
    return {
      back: () => {
        proxy.clear()
        return Promise.resolve()
      }
    }
  },
  (proxy) => {
    proxy.change({ blackhole: 'down' })
    proxy.reset()
    return {
      back: () => {
        proxy.clear()
        return Promise.resolve()
      }
    }
  }
]

/** Lets the node go and come back so often; returns how long it took each time until the client was ready again. */
export async function outages(
  proxy: FaultProxy,
  client: TestConnection,
  seed: number,
  count: number
): Promise<number[]> {
  const random = seededRandom(seed)
  const waits: number[] = []
  for (let cycle = 0; cycle < count; cycle += 1) {
    await client.reaches('ready', 10_000)
    const outage = OUTAGES[Math.floor(random() * OUTAGES.length)]
    const back = outage?.(proxy).back
    await client.recorder.until('the loss was noticed', () => client.connection.state.phase !== 'ready')
    await new Promise((resolve) => setTimeout(resolve, random() * 1_500))
    await back?.()
    const since = performance.now()
    await client.reaches('ready', 10_000)
    waits.push(performance.now() - since)
  }
  return waits
}
