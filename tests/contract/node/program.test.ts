import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMacaroon } from '../../support/fixtures/macaroon'
import { issueCertificate } from '../../../src/node/tls/self-signed'

const folder = mkdtempSync(join(tmpdir(), 'imp-node-program-'))
const program = join(folder, 'imp-node.cjs')
/** The bundle needs Node 22.5 or newer. An older Node uses the SQLite package of the project. */
const runtime = process.env['IMP_NODE_RUNTIME'] ?? process.execPath
const { cert, key } = issueCertificate({ commonName: 'a node' })
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const MACAROON = ['--macaroon', makeMacaroon().toString('hex')]
const certFile = file('tls.cert', cert)
const keyFile = file('tls.key', key)

beforeAll(async () => {
  await build({
    configFile: 'build/imp-node.vite.ts',
    configLoader: 'runner',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: false }
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

function run(...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules'), HOME: folder }
  const child = spawn(runtime, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let out = ''
  let said = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, out, said })))
}

describe('the program imp-node', () => {
  it('lists every option with --help, and ends with the code 0', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    const options = [
      'lnd',
      'lnd-dir',
      'lnd-address',
      'tls-cert',
      'macaroon',
      'network',
      'grpc',
      'http',
      'data'
    ]
    for (const option of [...options, 'api-key', 'listen-tls-cert', 'listen-tls-key', 'fee-limit']) {
      expect(out).toContain(`--${option} `)
    }
  })

  it.each([
    ['no LND', [], /^no LND given: use --lnd, --lnd-dir, or --lnd-address with --macaroon$/m],
    ['an unknown option', ['--nonsense'], /nonsense/],
    ['a link that is none', ['--lnd', 'https://example.com'], /^--lnd is not a usable link/m],
    ['an unknown network', [...MACAROON, '--network', 'moon'], /^--network moon: must be one of /m],
    [
      'a fee limit that is no number',
      [...MACAROON, '--fee-limit', '1%'],
      /^--fee-limit 1%: must be a number of sats$/m
    ],
    [
      'a certificate that cannot be read',
      ['--lnd-address', '127.0.0.1:1', '--tls-cert', '/nowhere/tls.cert', ...MACAROON],
      /\/nowhere\/tls\.cert cannot be read/
    ],
    [
      'an address beyond this computer without TLS and key',
      [...MACAROON, '--grpc', '0.0.0.0:0'],
      /^--grpc 0\.0\.0\.0:0: others can reach this address\. Add --listen-tls-cert, /m
    ],
    [
      'an address beyond this computer with TLS and no key',
      [...MACAROON, '--http', '0.0.0.0:0', '--listen-tls-cert', certFile, '--listen-tls-key', keyFile],
      /^--http 0\.0\.0\.0:0: others can reach this address\./m
    ],
    [
      'an address beyond this computer with a key and no TLS',
      [...MACAROON, '--grpc', '0.0.0.0:0', '--api-key', 'secret'],
      /^--grpc 0\.0\.0\.0:0: others can reach this address\./m
    ],
    [
      'half of a certificate to listen with',
      [...MACAROON, '--listen-tls-cert', certFile],
      /^--listen-tls-cert and --listen-tls-key must be used together$/m
    ]
  ])('ends with the code 2 and a sentence for %s', async (_name, args, sentence) => {
    const { code, out, said } = await run(...args)
    expect(said).toMatch(sentence)
    expect(said).toContain('Use --help to list the options.')
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('prints no part of a macaroon with a typing error', async () => {
    const { code, said } = await run('--macaroon', `${makeMacaroon().toString('hex').slice(2)}x`)
    expect(said).toMatch(/^--macaroon cannot be used: it is neither a macaroon nor a file with one$/m)
    expect(said).not.toContain('fbfb')
    expect(code).toBe(2)
  })

  it('ends with the code 1 and a sentence when there is no LND at the address', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise((resolve) => server.close(resolve))
    const { code, out, said } = await run(
      '--lnd-address',
      `127.0.0.1:${port}`,
      '--tls-cert',
      certFile,
      ...MACAROON
    )
    expect(said).toMatch(/^The node cannot start: LND cannot be reached: /m)
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })
})
