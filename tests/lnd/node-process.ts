import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleProgram } from '../support/processes/bundle-program'
import { ended, freePort } from './processes'

/** The program `imp-node` in a process of its own, on the same ports over restarts. */
export class NodeProcess {
  readonly #folder: string
  readonly #program: string
  readonly #args: readonly string[]
  readonly grpc: string
  #child: ChildProcess | undefined
  /** Everything that it printed since its latest start. */
  said = ''

  private constructor(folder: string, program: string, args: readonly string[], grpc: string) {
    this.#folder = folder
    this.#program = program
    this.#args = args
    this.grpc = grpc
  }

  /** In front of the LND at `address`; its certificate is in PEM, its macaroon in hex. */
  static async create(lnd: {
    readonly address: string
    readonly cert: string
    readonly macaroon: string
  }): Promise<NodeProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'imp-node-process-'))
    const program = await bundleProgram('src/node/cli/imp-node.ts', folder)
    const certFile = join(folder, 'tls.cert')
    writeFileSync(certFile, lnd.cert)
    const macaroonFile = join(folder, 'node.macaroon')
    writeFileSync(macaroonFile, Buffer.from(lnd.macaroon, 'hex'))
    const grpc = `127.0.0.1:${await freePort()}`
    const http = `127.0.0.1:${await freePort()}`
    const access = ['--lnd-address', lnd.address, '--tls-cert', certFile, '--macaroon', macaroonFile]
    const listen = ['--grpc', grpc, '--http', http, '--data', join(folder, 'data')]
    return new NodeProcess(folder, program, [...access, '--network', 'regtest', ...listen], grpc)
  }

  /** Resolves when it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.#program, ...this.#args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
    })
    this.#child = child
    this.said = ''
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => {
        this.said += data.toString()
        if (this.said.includes('gRPC')) resolve()
      })
      child.stderr.on('data', (data: Buffer) => (this.said += data.toString()))
      child.once('exit', () => reject(new Error(`the node ended: ${this.said}`)))
    })
  }

  async kill(): Promise<void> {
    await ended(this.#child, 'SIGKILL')
    this.#child = undefined
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
