import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { seededRandom } from './fault-matrix/random'

/** What a network does to what passes through it. Every part may change while connections stand. */
export interface Weather {
  readonly latencyMs: number
  /** On top of the latency, evenly spread; the order of bytes is kept. */
  readonly jitterMs: number
  readonly bytesPerSecond: number
  /**
   * Nothing gets through, and nobody is told: `up` what the client says, `down` what the server says. As with packets
   * that are lost and sent again, it comes through when the weather clears.
   */
  readonly blackhole: 'none' | 'up' | 'down' | 'both'
  /** Resets a connection when so many bytes, in both directions together, have passed on it. */
  readonly resetAtByte: number
}

const FINE: Weather = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Infinity,
  blackhole: 'none',
  resetAtByte: Infinity
}

type Direction = 'up' | 'down'

/** A connection of a client, and the one that the proxy made for it. */
interface Pair {
  readonly client: Socket
  readonly server: Socket
  bytes: number
}

/** A TCP proxy on loopback that brings bad weather between a client and a server. */
export class FaultProxy {
  readonly passed = { up: 0, down: 0 }
  /** Every connection that was ever accepted. */
  accepted = 0
  readonly #target: string
  readonly #random: () => number
  readonly #pairs = new Set<Pair>()
  #weather: Weather = FINE
  #changed = Promise.resolve()
  #tellChanged: () => void = () => undefined
  #server: Server | undefined
  #port = 0

  constructor(target: string, seed: number) {
    this.#target = target
    this.#random = seededRandom(seed)
    this.change({})
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  /** Connections that stand. */
  get open(): number {
    return this.#pairs.size
  }

  /** Listens, again on the same port after `refuse`. */
  async listen(): Promise<void> {
    const server = createServer({ pauseOnConnect: true }, (client) => this.#accept(client))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    this.#port = address.port
    this.#server = server
  }

  change(weather: Partial<Weather>): void {
    this.#weather = { ...this.#weather, ...weather }
    this.#tellChanged()
    this.#changed = new Promise((resolve) => {
      this.#tellChanged = resolve
    })
  }

  clear(): void {
    this.change(FINE)
  }

  /** Resets every connection that stands. */
  reset(): void {
    for (const pair of [...this.#pairs]) this.#reset(pair)
  }

  /** Takes no more connections; those that stand stay. Resolves when the last of them is gone. */
  async stopAccepting(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server !== undefined) await new Promise((resolve) => server.close(resolve))
  }

  /** Takes no more connections, and resets those that stand: as if nobody listened. */
  async refuse(): Promise<void> {
    const stopped = this.stopAccepting()
    this.reset()
    await stopped
  }

  #accept(client: Socket): void {
    this.accepted += 1
    const colon = this.#target.lastIndexOf(':')
    const server = connect(Number(this.#target.slice(colon + 1)), this.#target.slice(0, colon))
    const pair = { client, server, bytes: 0 }
    this.#pairs.add(pair)
    for (const [socket, other, direction] of [
      [client, server, 'up'],
      [server, client, 'down']
    ] as const) {
      socket.setNoDelay()
      socket.on('error', () => undefined)
      socket.on('close', (broken) => {
        if (client.destroyed && server.destroyed) this.#pairs.delete(pair)
        if (broken) void this.#through(direction, other).then(() => other.resetAndDestroy())
      })
      void this.#carry(socket, other, direction, pair)
    }
  }

  #reset({ client, server }: Pair): void {
    client.resetAndDestroy()
    server.resetAndDestroy()
  }

  async #carry(from: Socket, to: Socket, direction: Direction, pair: Pair): Promise<void> {
    try {
      for await (const chunk of from) {
        if (!(chunk instanceof Buffer)) continue
        await this.#delay(chunk.length)
        await this.#through(direction, to)
        const left = this.#weather.resetAtByte - pair.bytes
        pair.bytes += chunk.length
        if (left <= chunk.length) {
          to.write(chunk.subarray(0, Math.max(left, 0)), () => this.#reset(pair))
          return
        }
        this.passed[direction] += chunk.length
        if (!to.write(chunk)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve))
      }
      await this.#through(direction, to)
      to.end()
    } catch {
      // The connection broke while bytes were under way: `close` has told the other side.
    }
  }

  /** Waits while nothing gets through, or until nobody is there any more to whom it could. */
  async #through(direction: Direction, to: Socket): Promise<void> {
    const { blackhole } = this.#weather
    if ((blackhole !== 'both' && blackhole !== direction) || to.destroyed) return
    await this.#changed
    await this.#through(direction, to)
  }

  async #delay(bytes: number): Promise<void> {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#weather
    const ms = latencyMs + this.#random() * jitterMs + (bytes / bytesPerSecond) * 1000
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

/** A proxy before an address, for one test. */
export async function faultProxy(target: string, seed = 1): Promise<FaultProxy> {
  const proxy = new FaultProxy(target, seed)
  await proxy.listen()
  onTestFinished(async () => {
    proxy.clear()
    await proxy.refuse()
  })
  return proxy
}
