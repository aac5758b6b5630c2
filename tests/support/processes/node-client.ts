import { onTestFinished } from 'vitest'
import type {
  ConnectionListener,
  MalformedFrame,
  NodeConnection,
  NodeInfo,
  NodeMessage
} from '../../../src/main/node-client/api'
import type { Clock } from '../../../src/main/clock'
import { createNodeConnection, type NodeConnectionOptions } from '../../../src/main/node-client/connection'
import type { ConnectionState } from '../../../src/shared/domain/connection'
import type { Capabilities } from '../../../src/shared/domain/node'

const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  }
}

/** Records the events of a connection, and waits for conditions on them. */
export class Recorder implements ConnectionListener {
  readonly states: ConnectionState[] = []
  readonly messages: NodeMessage[] = []
  readonly batches: number[] = []
  readonly streams: ('opened' | 'offline' | 'oversized-message')[] = []
  readonly rejected: { readonly reason: MalformedFrame; readonly byteLength: number }[] = []
  capabilities: Capabilities | undefined
  /** The number of announced replays. */
  replays = 0
  /** The last sign of life before the last loss. */
  aliveAt: number | undefined
  /** Called for each batch. The sink counts it as stored when the promise resolves. */
  store: (batch: readonly NodeMessage[]) => Promise<void> = () => Promise.resolve()
  readonly #waiting = new Set<() => void>()

  stateChanged(state: ConnectionState): void {
    this.states.push(state)
    this.#changed()
  }

  /** The identity that the node reported. */
  named: NodeInfo | undefined
  accepts = true

  nodeNamed(info: NodeInfo): boolean {
    this.named = info
    return this.accepts
  }

  streamOpened(): void {
    this.streams.push('opened')
    this.#changed()
  }

  streamReplays(): void {
    this.replays += 1
    this.#changed()
  }

  lastStoredId(): string | undefined {
    return this.messages.at(-1)?.id
  }

  streamLost(reason: 'offline' | 'oversized-message', aliveAt: number): void {
    this.streams.push(reason)
    this.aliveAt = aliveAt
    this.#changed()
  }

  capabilitiesChanged(capabilities: Capabilities): void {
    this.capabilities = capabilities
    this.#changed()
  }

  frameRejected(reason: MalformedFrame, byteLength: number): void {
    this.rejected.push({ reason, byteLength })
    this.#changed()
  }

  async receive(batch: readonly NodeMessage[]): Promise<void> {
    this.batches.push(batch.length)
    this.#changed()
    await this.store(batch)
    this.messages.push(...batch)
    this.#changed()
  }

  get phases(): string[] {
    return this.states.map(({ phase }) => phase)
  }

  get texts(): string[] {
    return this.messages.map(({ data }) => Buffer.from(data).toString())
  }

  /** Resolves when the condition holds; rejects after the timeout, with the states so far. */
  until(what: string, holds: () => boolean, timeoutMs = 5_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check)
        reject(new Error(`timed out before ${what}; states: ${JSON.stringify(this.states)}`))
      }, timeoutMs)
      const check = () => {
        if (!holds()) return
        clearTimeout(timer)
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      check()
    })
  }

  #changed(): void {
    for (const check of [...this.#waiting]) check()
  }
}

export interface TestConnection {
  readonly connection: NodeConnection
  readonly recorder: Recorder
  /** Resolves when the connection is in this phase. */
  reaches(phase: ConnectionState['phase'], timeoutMs?: number): Promise<ConnectionState>
}

type ConnectOptions = Partial<NodeConnectionOptions> & { readonly start?: boolean }

/** A real connection to an address, closed after the test. Started by default. */
export function connectTo(address: string, options: ConnectOptions = {}): TestConnection {
  const client = openConnection(address, options)
  onTestFinished(() => client.connection.close())
  return client
}

/** The same, but the caller closes it. */
export function openConnection(address: string, options: ConnectOptions = {}): TestConnection {
  const recorder = new Recorder()
  const connection = createNodeConnection({
    profile: { address, security: { kind: 'loopback' } },
    apiKey: undefined,
    sink: recorder,
    listener: recorder,
    clock: realClock,
    random: Math.random,
    reportBug: (where, error) => {
      throw new Error(`a bug in ${where}`, { cause: error })
    },
    ...options
  })
  if (options.start ?? true) connection.start()
  return {
    connection,
    recorder,
    reaches: async (phase, timeoutMs) => {
      await recorder.until(`it is ${phase}`, () => connection.state.phase === phase, timeoutMs)
      return connection.state
    }
  }
}
