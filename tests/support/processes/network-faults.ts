import { seededRandom } from './fault-matrix/random'
import type { FaultProxy } from './fault-proxy'
import type { TestConnection } from './node-client'

/** Kinds of outages. Each starts one and returns the function that ends it. */
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

/** Causes this many outages; returns the time until the client was ready again after each, in milliseconds. */
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
