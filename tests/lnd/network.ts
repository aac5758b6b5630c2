import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { LndAccess } from '../../src/node/backends/lnd/lnd-access'
import { LndClient } from '../../src/node/backends/lnd/lnd-client'
import type { LndMethod } from '../../src/node/backends/lnd/protos'

const text = v.optional(v.string(), '')
const bytes = v.optional(v.instance(Uint8Array), new Uint8Array())
/** Of any answer of LND what these tests read. */
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
/** Only the first block goes there, so that LND sees a chain that moves. */
const NO_ONE = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'

export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`)
    await delay(200)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function programs(): string {
  const folder = process.env['LND_PROGRAMS']
  if (folder === undefined) throw new Error('run these tests with npm run test:lnd')
  return folder
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await Promise.race([gone, delay(10_000, undefined, { ref: false })])
  child.kill('SIGKILL')
}

/** One LND of the test network. */
export class TestLnd {
  readonly folder: string
  readonly name: string
  readonly #ports: { readonly p2p: number; readonly rpc: number; readonly rest: number }
  readonly #btcd: readonly string[]
  #child: ChildProcess | undefined
  #client: LndClient | undefined
  #pubkey: string | undefined

  constructor(
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

  start(): void {
    mkdirSync(this.folder, { recursive: true })
    const log = openSync(join(this.folder, 'out.log'), 'a')
    const own = ['--noseedbackup', '--nobootstrap', `--lnddir=${this.folder}`, `--alias=${this.name}`]
    const ports = [
      `--listen=${this.p2p}`,
      `--rpclisten=${this.address}`,
      `--restlisten=127.0.0.1:${this.#ports.rest}`
    ]
    const chain = ['--bitcoin.regtest', '--bitcoin.node=btcd', ...this.#btcd, '--bitcoin.defaultchanconfs=1']
    const rest = ['--accept-keysend', '--accept-amp', '--trickledelay=50', '--debuglevel=info']
    this.#child = spawn(join(programs(), 'lnd'), [...own, ...ports, ...chain, ...rest], {
      stdio: ['ignore', log, log]
    })
  }

  /** As an admin. */
  get client(): LndClient {
    this.#client ??= new LndClient(() => this.access())
    return this.#client
  }

  async call(method: LndMethod, request: object = {}): Promise<Reply> {
    const answer = await this.client.call(method, request, Reply)
    if (!answer.ok) throw new Error(`${this.name} ${method}: ${answer.error.detail ?? answer.error.code}`)
    return answer.value
  }

  /** Of this LND, in hex. */
  async pubkey(): Promise<string> {
    this.#pubkey ??= (await this.call('lnrpc.Lightning/GetInfo')).identity_pubkey
    return this.#pubkey
  }

  /** Collects the last update of a stream that ends. */
  last(method: LndMethod, request: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      let update: Reply | undefined
      this.client.stream(method, request, Reply, {
        onData: (next) => (update = next),
        onEnd: (failure) => {
          if (update === undefined) reject(new Error(failure?.detail ?? 'no update'))
          else resolve(update)
        }
      })
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

  ready(): Promise<true> {
    return until(`${this.name} to see the chain`, 90, async () =>
      (await this.call('lnrpc.Lightning/GetInfo')).synced_to_chain ? true : undefined
    )
  }

  /** After a start of either side the channel is there before its peers have found each other again. */
  channelActive(): Promise<true> {
    return until(`the channel of ${this.name}`, 60, async () => {
      const { channels } = await this.call('lnrpc.Lightning/ListChannels', { active_only: true })
      return channels.length > 0 ? true : undefined
    })
  }
}

export interface TestNetwork {
  readonly alice: TestLnd
  readonly bob: TestLnd
  stop(): Promise<void>
}

/** btcd on regtest and two LNDs with a channel in which both can pay, on loopback. */
export async function startNetwork(): Promise<TestNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'imp-lnd-'))
  const btcdRpc = await freePort()
  const btcdP2p = await freePort()
  const cert = join(folder, 'btcd', 'rpc.cert')
  const toBtcd = [
    `--btcd.rpchost=127.0.0.1:${btcdRpc}`,
    '--btcd.rpcuser=test',
    '--btcd.rpcpass=test',
    `--btcd.rpccert=${cert}`
  ]
  const lnd = async (name: string) =>
    new TestLnd(
      name,
      folder,
      { p2p: await freePort(), rpc: await freePort(), rest: await freePort() },
      toBtcd
    )
  const alice = await lnd('alice')
  const bob = await lnd('bob')
  const btcctl = async (...args: string[]) => {
    const access = [
      `--rpcserver=127.0.0.1:${btcdRpc}`,
      '--rpcuser=test',
      '--rpcpass=test',
      `--rpccert=${cert}`
    ]
    const { stdout } = await promisify(execFile)(join(programs(), 'btcctl'), [
      '--configfile=/dev/null',
      '--regtest',
      ...access,
      ...args
    ])
    return stdout
  }
  const startBtcd = async (miningAddress: string) => {
    mkdirSync(join(folder, 'btcd'), { recursive: true })
    writeFileSync(join(folder, 'btcd', 'btcd.conf'), '')
    const log = openSync(join(folder, 'btcd', 'out.log'), 'a')
    const files = [
      `--datadir=${folder}/btcd/data`,
      `--logdir=${folder}/btcd/logs`,
      `--configfile=${folder}/btcd/btcd.conf`,
      `--rpccert=${cert}`,
      `--rpckey=${folder}/btcd/rpc.key`
    ]
    const ports = [`--listen=127.0.0.1:${btcdP2p}`, `--rpclisten=127.0.0.1:${btcdRpc}`]
    const child = spawn(
      join(programs(), 'btcd'),
      [
        '--regtest',
        '--txindex',
        '--nobanning',
        ...files,
        ...ports,
        '--rpcuser=test',
        '--rpcpass=test',
        `--miningaddr=${miningAddress}`
      ],
      { stdio: ['ignore', log, log] }
    )
    await until('btcd', 30, () => btcctl('getblockcount'))
    return child
  }

  // btcd takes its mining address only at its start and begins a new regtest chain then: Alice's wallet is made on a
  // chain of one block, and everything starts again on the one that pays her.
  let btcd = await startBtcd(NO_ONE)
  await btcctl('generate', '1')
  alice.start()
  const address = await until("Alice's wallet", 60, async () => {
    const { address: made } = await alice.call('lnrpc.Lightning/NewAddress', { type: 'WITNESS_PUBKEY_HASH' })
    return made
  })
  await alice.stop()
  alice.close()
  await ended(btcd, 'SIGINT')
  btcd = await startBtcd(address)
  // Segwit is active from block 432 on.
  await btcctl('generate', '450')
  alice.start()
  bob.start()
  await Promise.all([alice.ready(), bob.ready()])
  await until("Alice's money", 60, async () => {
    const { confirmed_balance: balance } = await alice.call('lnrpc.Lightning/WalletBalance')
    return BigInt(balance) > 0n ? true : undefined
  })
  const { identity_pubkey: bobKey } = await bob.call('lnrpc.Lightning/GetInfo')
  await alice.call('lnrpc.Lightning/ConnectPeer', { addr: { pubkey: bobKey, host: bob.p2p } })
  await until('the channel to open', 30, () =>
    alice.call('lnrpc.Lightning/OpenChannelSync', {
      node_pubkey: Buffer.from(bobKey, 'hex'),
      local_funding_amount: '10000000',
      push_sat: '4000000'
    })
  )
  await delay(500)
  await btcctl('generate', '6')
  for (const node of [alice, bob]) await node.channelActive()
  for (const [payer, payee] of [
    [alice, bob],
    [bob, alice]
  ] as const) {
    await until('a payment across', 30, async () => {
      const { payment_request } = await payee.call('lnrpc.Lightning/AddInvoice', { value: '1000' })
      const sent = await payer.last('routerrpc.Router/SendPaymentV2', {
        payment_request,
        timeout_seconds: 5,
        fee_limit_sat: '10'
      })
      return sent.status === 'SUCCEEDED' ? true : undefined
    })
  }
  return {
    alice,
    bob,
    stop: async () => {
      for (const node of [alice, bob]) {
        node.close()
        await node.stop()
      }
      await ended(btcd, 'SIGINT')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
