import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { bundleProgram } from '../support/processes/bundle-program'
import { ended, freePort } from './processes'

/** What runs in the process, and with which Node. */
interface Program {
  readonly runtime: string
  readonly env: NodeJS.ProcessEnv
  /** Resolves with the file to run. */
  build(folder: string): Promise<string>
}

const FROM_SOURCES: Program = {
  runtime: process.execPath,
  env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') },
  build: (folder) => bundleProgram('src/node/cli/imp-node.ts', folder)
}

/** The shipped form: one file outside of this project, on Node 22.5 or newer. */
export const BUNDLE: Program = {
  runtime: process.env['IMP_NODE_RUNTIME'] ?? process.execPath,
  env: { PATH: process.env['PATH'] },
  build: async (folder) => {
    await build({
      configFile: 'build/imp-node.vite.ts',
      configLoader: 'runner',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: false }
    })
    return join(folder, 'imp-node.cjs')
  }
}

/** The program `imp-node` in its own process. Restarts use the same ports. */
export class NodeProcess {
  readonly #folder: string
  readonly #program: Program
  readonly #args: readonly string[]
  readonly grpc: string
  #child: ChildProcess | undefined
  /** The output since its last start. */
  said = ''

  private constructor(folder: string, program: Program, args: readonly string[], grpc: string) {
    this.#folder = folder
    this.#program = program
    this.#args = args
    this.grpc = grpc
  }

  /** In front of the LND at `address`; its certificate is in PEM, its macaroon in hex. */
  static async create(
    lnd: { readonly address: string; readonly cert: string; readonly macaroon: string },
    program = FROM_SOURCES
  ): Promise<NodeProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'imp-node-process-'))
    const file = await program.build(folder)
    const certFile = join(folder, 'tls.cert')
    writeFileSync(certFile, lnd.cert)
    const macaroonFile = join(folder, 'node.macaroon')
    writeFileSync(macaroonFile, Buffer.from(lnd.macaroon, 'hex'))
    const grpc = `127.0.0.1:${await freePort()}`
    const http = `127.0.0.1:${await freePort()}`
    const access = ['--lnd-address', lnd.address, '--tls-cert', certFile, '--macaroon', macaroonFile]
    const listen = ['--grpc', grpc, '--http', http, '--data', join(folder, 'data')]
    return new NodeProcess(folder, program, [file, ...access, '--network', 'regtest', ...listen], grpc)
  }

  /** Resolves when it prints that it is ready. */
  async start(): Promise<void> {
    const { runtime, env } = this.#program
    const child = spawn(runtime, this.#args, { cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'], env })
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
