import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { LndAccess } from '../../src/node/backends/lnd/lnd-access'
import { LndClient, type StreamHandlers } from '../../src/node/backends/lnd/lnd-client'
import type { AnyLndMethod } from '../../src/node/backends/lnd/lnd-methods'
import { ended, freePort, programs, until } from './processes'

const text = v.optional(v.string(), '')
const bytes = v.optional(v.instance(Uint8Array), new Uint8Array())
/** The fields of LND's responses that these tests read. */
const Reply = v.object({
  address: text,
  identity_pubkey: text,
  payment_request: text,
  status: text,
  state: text,
  confirmed_balance: v.optional(v.string(), '0'),
  synced_to_chain: v.optional(v.boolean(), false),
  channels: v.optional(v.array(v.unknown()), []),
  payments: v.optional(v.array(v.object({ payment_hash: v.string(), status: v.string() })), []),
  r_hash: bytes,
  /** Signer.SignMessage has bytes here, Lightning.SignMessage text. */
  signature: v.optional(v.union([v.instance(Uint8Array), v.string()]), '')
})
export type Reply = v.InferOutput<typeof Reply>

const LAST_MS = 60_000

/** One LND of the test network. */
export class TestLnd {
  readonly folder: string
  readonly name: string
  readonly #ports: { readonly p2p: number; readonly rpc: number; readonly rest: number }
  readonly #btcd: readonly string[]
  #child: ChildProcess | undefined
  #client: LndClient<AnyLndMethod> | undefined
  #pubkey: string | undefined

  private constructor(
    name: string,
    folder: string,
    ports: { p2p: number; rpc: number; rest: number },
    btcd: readonly string[]
  ) {
    this.name = name
    this.folder = join(folder, name)
    this.#ports = ports
    this.#btcd = btcd
  }

  /** `btcd`: LND's options to reach it. */
  static async create(name: string, folder: string, btcd: readonly string[]): Promise<TestLnd> {
    return new TestLnd(
      name,
      folder,
      { p2p: await freePort(), rpc: await freePort(), rest: await freePort() },
      btcd
    )
  }

  /** `host:port` of the REST port. */
  get rest(): string {
    return `127.0.0.1:${this.#ports.rest}`
  }

  get p2p(): string {
    return `127.0.0.1:${this.#ports.p2p}`
  }

  get address(): string {
    return `127.0.0.1:${this.#ports.rpc}`
  }

  readonly access = (macaroon?: string): LndAccess => ({
    address: this.address,
    cert: readFileSync(join(this.folder, 'tls.cert'), 'utf8'),
    macaroon:
      macaroon ?? readFileSync(join(this.folder, 'data/chain/bitcoin/regtest/admin.macaroon')).toString('hex')
  })

  /** With `locked` the wallet has a password: LND waits until it is made or unlocked. */
  start({ locked = false, keysend = true } = {}): void {
    mkdirSync(this.folder, { recursive: true })
    const log = openSync(join(this.folder, 'out.log'), 'a')
    const own = [
      ...(locked ? [] : ['--noseedbackup']),
      '--nobootstrap',
      `--lnddir=${this.folder}`,
      `--alias=${this.name}`
    ]
    const ports = [`--listen=${this.p2p}`, `--rpclisten=${this.address}`, `--restlisten=${this.rest}`]
    const chain = ['--bitcoin.regtest', '--bitcoin.node=btcd', ...this.#btcd, '--bitcoin.defaultchanconfs=1']
    const messages = keysend ? ['--accept-keysend', '--accept-amp'] : []
    const rest = [...messages, '--trickledelay=50', '--debuglevel=info']
    this.#child = spawn(join(programs(), 'lnd'), [...own, ...ports, ...chain, ...rest], {
      stdio: ['ignore', log, log]
    })
  }

  /** As an admin. */
  get client(): LndClient<AnyLndMethod> {
    this.#client ??= new LndClient(() => this.access())
    return this.#client
  }

  call(method: AnyLndMethod, request: object = {}): Promise<Reply> {
    return this.read(method, request, Reply)
  }

  /** A call whose response is read with this schema. Rejects with LND's text. */
  async read<T>(method: AnyLndMethod, request: object, reply: v.GenericSchema<unknown, T>): Promise<T> {
    const answer = await this.client.call(method, request, reply)
    if (!answer.ok) throw new Error(`${this.name} ${method}: ${answer.error.detail ?? answer.error.code}`)
    return answer.value
  }

  /** Of this LND, in hex. */
  async pubkey(): Promise<string> {
    this.#pubkey ??= (await this.call('lnrpc.Lightning/GetInfo')).identity_pubkey
    return this.#pubkey
  }

  /** The last update of a stream, which may be cut off after `LAST_MS`: an LND that was killed may leave it open. */
  last(method: AnyLndMethod, request: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      let update: Reply | undefined
      const handlers: StreamHandlers<Reply> = {
        onData: (next) => (update = next),
        onEnd: (failure) => {
          if (update === undefined) reject(new Error(failure?.detail ?? 'no update'))
          else resolve(update)
        }
      }
      this.client.stream(method, request, Reply, handlers, LAST_MS)
    })
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    await ended(this.#child, signal)
    this.#child = undefined
  }

  close(): void {
    this.#client?.close()
    this.#client = undefined
  }

  answers(): Promise<true> {
    return until(`${this.name} to answer`, 90, async () => {
      await this.call('lnrpc.Lightning/GetInfo')
      return true as const
    })
  }

  ready(): Promise<true> {
    return until(`${this.name} to see the chain`, 90, async () =>
      (await this.call('lnrpc.Lightning/GetInfo')).synced_to_chain ? true : undefined
    )
  }

  /** Waits until the channel is active. After a start it exists before its peers are connected again. */
  channelActive(): Promise<true> {
    return until(`the channel of ${this.name}`, 60, async () => {
      const { channels } = await this.call('lnrpc.Lightning/ListChannels', { active_only: true })
      return channels.length > 0 ? true : undefined
    })
  }
}
