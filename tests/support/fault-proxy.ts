import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a network does to what passes through it. Every part may change while connections stand. */
export interface Weather {
  readonly latencyMs: number
  /** On top of the latency, evenly spread; the order of bytes is kept. */
  readonly jitterMs: number
  readonly bytesPerSecond: number
  /**
   * Bytes are swallowed, and nobody is told: `up` what the client says, `down` what the server says. New connections
   * are accepted, as by a router that has lost its way.
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

/** The same numbers for the same seed (mulberry32), so that a run with bad luck can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A TCP proxy on loopback that brings bad weather between a client and a server. */
export class FaultProxy {
  weather: Weather = FINE
  readonly passed = { up: 0, down: 0 }
  /** Every connection that was ever accepted. */
  accepted = 0
  readonly #target: string
  readonly #random: () => number
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  constructor(target: string, seed: number) {
    this.#target = target
    this.#random = seeded(seed)
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get open(): number {
    return this.#sockets.size / 2
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
    this.weather = { ...this.weather, ...weather }
  }

  clear(): void {
    this.weather = FINE
  }

  /** Resets every connection that stands. */
  reset(): void {
    for (const socket of [...this.#sockets]) socket.resetAndDestroy()
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
    const both = [client, server]
    const total = { bytes: 0 }
    for (const socket of both) {
      this.#sockets.add(socket)
      socket.setNoDelay()
      socket.on('close', () => this.#sockets.delete(socket))
      // Whatever happens to one side, the other sees a reset, unless the network keeps it a secret.
      socket.on('error', () => this.#tell(both))
    }
    void this.#carry(client, server, 'up', total, both)
    void this.#carry(server, client, 'down', total, both)
  }

  #tell(both: readonly Socket[]): void {
    if (this.weather.blackhole !== 'none') return
    for (const socket of both) socket.resetAndDestroy()
  }

  async #carry(
    from: Socket,
    to: Socket,
    direction: Direction,
    total: { bytes: number },
    both: readonly Socket[]
  ): Promise<void> {
    try {
      for await (const chunk of from) {
        if (!(chunk instanceof Buffer)) continue
        await this.#delay(chunk.length)
        if (this.#swallows(direction)) continue
        const left = this.weather.resetAtByte - total.bytes
        total.bytes += chunk.length
        if (left < chunk.length) {
          to.write(chunk.subarray(0, Math.max(left, 0)))
          for (const socket of both) socket.resetAndDestroy()
          return
        }
        this.passed[direction] += chunk.length
        if (!to.write(chunk)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve))
      }
      if (!this.#swallows(direction)) to.end()
    } catch {
      // The connection broke while bytes were under way; `error` has been told.
    }
  }

  #swallows(direction: Direction): boolean {
    return this.weather.blackhole === 'both' || this.weather.blackhole === direction
  }

  async #delay(bytes: number): Promise<void> {
    const { latencyMs, jitterMs, bytesPerSecond } = this.weather
    const ms = latencyMs + this.#random() * jitterMs + (bytes / bytesPerSecond) * 1000
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

/** A proxy before an address, for one test. */
export async function faultProxy(target: string, seed = 1): Promise<FaultProxy> {
  const proxy = new FaultProxy(target, seed)
  await proxy.listen()
  onTestFinished(() => proxy.refuse())
  return proxy
}
