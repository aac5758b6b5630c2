import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { seededRandom } from './fault-matrix/random'

/** The faults of a simulated network. Every field may change while connections are open. */
export interface NetworkFaults {
  readonly latencyMs: number
  /** Added to the latency, uniformly distributed. The order of bytes is kept. Milliseconds. */
  readonly jitterMs: number
  readonly bytesPerSecond: number
  /** Bytes are held back without an error: `up` those of the client, `down` those of the server. Like lost packets that are
   * sent again, they arrive when the blackhole ends.
   */
  readonly blackhole: 'none' | 'up' | 'down' | 'both'
  /** Resets a connection after this many bytes, in both directions together. */
  readonly resetAtByte: number
}

const NO_FAULTS: NetworkFaults = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Infinity,
  blackhole: 'none',
  resetAtByte: Infinity
}

type Direction = 'up' | 'down'

/** A client's connection, and the one to the server that the proxy opened for it. */
interface Pair {
  readonly client: Socket
  readonly server: Socket
  bytes: number
}

/** A TCP proxy on loopback that simulates network faults between a client and a server. */
export class FaultProxy {
  readonly passed = { up: 0, down: 0 }
  /** The number of connections that were accepted. */
  accepted = 0
  readonly #target: string
  readonly #random: () => number
  readonly #pairs = new Set<Pair>()
  #faults: NetworkFaults = NO_FAULTS
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

  /** The number of open connections. */
  get open(): number {
    return this.#pairs.size
  }

  /** Listens. After `refuse` it uses the same port. */
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

  change(faults: Partial<NetworkFaults>): void {
    this.#faults = { ...this.#faults, ...faults }
    this.#tellChanged()
    this.#changed = new Promise((resolve) => {
      this.#tellChanged = resolve
    })
  }

  clear(): void {
    this.change(NO_FAULTS)
  }

  /** Resets every open connection. */
  reset(): void {
    for (const pair of [...this.#pairs]) this.#reset(pair)
  }

  /** Accepts no more connections. Open ones continue. Resolves when the last of them has closed. */
  async stopAccepting(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server !== undefined) await new Promise((resolve) => server.close(resolve))
  }

  /** Accepts no more connections and resets open ones, as if no program listened. */
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
        const left = this.#faults.resetAtByte - pair.bytes
        pair.bytes += chunk.length
        if (left <= chunk.length) {
          to.write(chunk.subarray(0, Math.max(left, 0)), () => this.#reset(pair))
          return
        }
        this.passed[direction] += chunk.length
        if (!to.write(chunk)) await drained(to)
      }
      await this.#through(direction, to)
      to.end()
    } catch {
      // The connection broke while bytes were under way. `close` has ended the other side.
    }
  }

  /** Waits while bytes are held back, or until the receiver is gone. */
  async #through(direction: Direction, to: Socket): Promise<void> {
    const { blackhole } = this.#faults
    if ((blackhole !== 'both' && blackhole !== direction) || to.destroyed) return
    await this.#changed
    await this.#through(direction, to)
  }

  async #delay(bytes: number): Promise<void> {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#faults
    const ms = latencyMs + this.#random() * jitterMs + (bytes / bytesPerSecond) * 1000
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

/** A proxy in front of an address, closed after the test. */
export async function faultProxy(target: string, seed = 1): Promise<FaultProxy> {
  const proxy = new FaultProxy(target, seed)
  await proxy.listen()
  onTestFinished(async () => {
    proxy.clear()
    await proxy.refuse()
  })
  return proxy
}

/** Resolves when the socket takes data again, or is closed. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}
