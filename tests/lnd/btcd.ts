import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ended, freePort, programs, until } from './processes'

/** The address of the first block's reward. */
export const NO_ONE = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'

/** btcd on regtest. Every start begins a new chain, and only a start can set the address to mine for. */
export class Btcd {
  readonly #folder: string
  readonly #rpc: number
  readonly #p2p: number
  #child: ChildProcess | undefined

  private constructor(folder: string, rpc: number, p2p: number) {
    this.#folder = folder
    this.#rpc = rpc
    this.#p2p = p2p
  }

  static async create(folder: string): Promise<Btcd> {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'btcd.conf'), '')
    return new Btcd(folder, await freePort(), await freePort())
  }

  /** The options with which an LND connects to it. */
  get options(): readonly string[] {
    return [
      `--btcd.rpchost=127.0.0.1:${this.#rpc}`,
      '--btcd.rpcuser=test',
      '--btcd.rpcpass=test',
      `--btcd.rpccert=${this.#cert}`
    ]
  }

  async start(miningAddress: string): Promise<void> {
    const log = openSync(join(this.#folder, 'out.log'), 'a')
    const files = [
      `--datadir=${this.#folder}/data`,
      `--logdir=${this.#folder}/logs`,
      `--configfile=${this.#folder}/btcd.conf`,
      `--rpccert=${this.#cert}`,
      `--rpckey=${this.#folder}/rpc.key`
    ]
    const ports = [`--listen=127.0.0.1:${this.#p2p}`, `--rpclisten=127.0.0.1:${this.#rpc}`]
    const rest = ['--rpcuser=test', '--rpcpass=test', `--miningaddr=${miningAddress}`]
    this.#child = spawn(
      join(programs(), 'btcd'),
      ['--regtest', '--txindex', '--nobanning', ...files, ...ports, ...rest],
      { stdio: ['ignore', log, log] }
    )
    await until('btcd', 30, () => this.ctl('getblockcount'))
  }

  async ctl(...args: string[]): Promise<string> {
    const access = [
      `--rpcserver=127.0.0.1:${this.#rpc}`,
      '--rpcuser=test',
      '--rpcpass=test',
      `--rpccert=${this.#cert}`
    ]
    const all = ['--configfile=/dev/null', '--regtest', ...access, ...args]
    return (await promisify(execFile)(join(programs(), 'btcctl'), all)).stdout
  }

  async stop(): Promise<void> {
    await ended(this.#child, 'SIGINT')
    this.#child = undefined
  }

  get #cert(): string {
    return join(this.#folder, 'rpc.cert')
  }
}
