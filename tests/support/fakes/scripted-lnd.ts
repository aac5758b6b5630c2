import { X509Certificate } from 'node:crypto'
import {
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata
} from '@grpc/grpc-js'
import { onTestFinished } from 'vitest'
import type { LndMethod } from '../../../src/node/backends/lnd/lnd-methods'
import { lndMethod } from '../../../src/node/backends/lnd/protos'
import { issueCertificate, type IssuedCertificate } from '../../../src/node/tls/self-signed'
import { makeMacaroon } from '../fixtures/macaroon'

export class Refusal extends Error {
  readonly code: status
  readonly details: string

  constructor(details: string, code = status.UNKNOWN) {
    super(details)
    this.code = code
    this.details = details
  }
}

type Answer = object | 'silent'
type Handler = (request: Record<string, unknown>, macaroon: string) => Answer

export interface Call {
  readonly method: string
  readonly request: Record<string, unknown>
  readonly macaroon: string
}

const PUBKEY = `02${'ab'.repeat(32)}`
const STREAMS: readonly LndMethod[] = [
  'lnrpc.Lightning/SubscribeInvoices',
  'routerrpc.Router/SendPaymentV2',
  'routerrpc.Router/TrackPaymentV2'
]
const NEED_NO_MACAROON: readonly LndMethod[] = ['lnrpc.State/GetState']

export const INFO = {
  identity_pubkey: PUBKEY,
  alias: 'kitchen',
  version: '0.20.1-beta commit=v0.20.1-beta',
  block_height: 911_748,
  synced_to_chain: true,
  best_header_timestamp: '1700000000',
  chains: [{ chain: 'bitcoin', network: 'regtest' }]
}

export const CHANNEL = {
  active: true,
  local_balance: '900000',
  remote_balance: '1100000',
  commit_fee: '0',
  initiator: false,
  local_constraints: { chan_reserve_sat: '10000' },
  remote_constraints: { chan_reserve_sat: '10000' }
}

/**
 * A gRPC server with LND's protos and TLS whose answers a test scripts. Like LND, it checks the macaroon before the
 * request.
 */
export class ScriptedLnd {
  readonly pubkey = PUBKEY
  readonly calls: Call[] = []
  /** Macaroons in hex, with the methods that each may call; `all`: every one. */
  readonly keys = new Map<string, 'all' | readonly string[]>()
  readonly script: Partial<Record<LndMethod, Handler>> = {}
  certificate: IssuedCertificate
  #server: Server | undefined
  #port = 0

  constructor(certificate = issueCertificate({ commonName: 'lnd' })) {
    this.certificate = certificate
    this.keys.set(this.admin, 'all')
  }

  readonly admin = makeMacaroon(50).toString('hex')

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get fingerprint(): string {
    return new X509Certificate(this.certificate.cert).fingerprint256
  }

  /** An lndconnect link. */
  link(macaroon = this.admin, cert = this.certificate.cert): string {
    const der = new X509Certificate(cert).raw.toString('base64url')
    return `lndconnect://${this.address}?cert=${der}&macaroon=${Buffer.from(macaroon, 'hex').toString('base64url')}`
  }

  callsOf(method: LndMethod): readonly Call[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** Listens on its previous port, if it had one. */
  async start(): Promise<void> {
    const server = new Server()
    for (const method of Object.keys(this.#handlers())) this.#serve(server, method as LndMethod)
    const { cert, key } = this.certificate
    const credentials = ServerCredentials.createSsl(null, [
      { cert_chain: Buffer.from(cert), private_key: Buffer.from(key) }
    ])
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) =>
        error === null ? resolve(port) : reject(error)
      )
    })
    this.#server = server
  }

  stop(): void {
    this.#server?.forceShutdown()
    this.#server = undefined
  }

  #handlers(): Record<string, Handler> {
    return {
      'lnrpc.State/GetState': () => ({ state: 'SERVER_ACTIVE' }),
      'lnrpc.Lightning/GetInfo': () => INFO,
      'lnrpc.Lightning/GetNodeInfo': () => ({}),
      'lnrpc.Lightning/ListChannels': () => ({ channels: [CHANNEL] }),
      'lnrpc.Lightning/AddInvoice': () => {
        throw new Refusal('negative amounts are not allowed')
      },
      'lnrpc.Lightning/LookupInvoice': () => {
        throw new Refusal('unable to locate invoice', status.NOT_FOUND)
      },
      'lnrpc.Lightning/ListInvoices': () => ({ invoices: [] }),
      'lnrpc.Lightning/SubscribeInvoices': () => 'silent',
      'lnrpc.Lightning/BakeMacaroon': (request) => this.#bake(request),
      'lnrpc.Lightning/DeleteMacaroonID': () => ({ deleted: true }),
      'lnrpc.Lightning/ListMacaroonIDs': () => ({ root_key_ids: ['0'] }),
      'lnrpc.Lightning/CheckMacaroonPermissions': ({ fullMethod }, macaroon) => {
        if (this.#allows(macaroon, String(fullMethod).slice(1))) return { valid: true }
        throw new Refusal('permission denied', status.INVALID_ARGUMENT)
      },
      'routerrpc.Router/SendPaymentV2': () => {
        throw new Refusal('time preference out of range')
      },
      'routerrpc.Router/TrackPaymentV2': () => {
        throw new Refusal('invalid hash length of 1, want 32')
      },
      'routerrpc.Router/EstimateRouteFee': () => {
        throw new Refusal('specify either a destination or an invoice')
      },
      'signrpc.Signer/SignMessage': () => {
        throw new Refusal('a message to sign MUST be passed in')
      }
    }
  }

  #bake({ permissions }: Record<string, unknown>): object {
    const actions = Array.isArray(permissions) ? permissions.map((one: { action: string }) => one.action) : []
    if (actions.length === 0) throw new Refusal('permission list cannot be empty')
    const macaroon = makeMacaroon(80).toString('hex')
    this.keys.set(
      macaroon,
      actions.map((action) => action.slice(1))
    )
    return { macaroon }
  }

  #allows(macaroon: string, method: string): boolean {
    const allowed = this.keys.get(macaroon)
    return allowed === 'all' || (allowed?.includes(method) ?? false)
  }

  #answer(method: LndMethod, request: Record<string, unknown>, metadata: Metadata): Answer {
    const macaroon = String(metadata.get('macaroon')[0] ?? '')
    this.calls.push({ method, request, macaroon })
    const handler = this.script[method] ?? this.#handlers()[method]
    if (!NEED_NO_MACAROON.includes(method)) {
      // A locked LND reports that before it checks the macaroon.
      const { state } = this.#answer('lnrpc.State/GetState', {}, metadata) as { state?: string }
      if (state === 'LOCKED') throw new Refusal('wallet locked, unlock it to enable full RPC access')
      if (!this.keys.has(macaroon)) throw new Refusal("cannot get macaroon: root key with id doesn't exist")
      if (!this.#allows(macaroon, method)) throw new Refusal('permission denied')
    }
    if (handler === undefined) throw new Refusal('unknown method', status.UNIMPLEMENTED)
    return handler(request, macaroon)
  }

  #serve(server: Server, method: LndMethod): void {
    const unary: handleUnaryCall<object, object> = ({ request, metadata }, callback) => {
      this.#reply(method, request, metadata, (answer) => callback(null, answer), callback)
    }
    const stream: handleServerStreamingCall<object, object> = (call) => {
      const write = (answer: object) => {
        call.write(answer)
        call.end()
      }
      this.#reply(method, call.request, call.metadata, write, (error) => call.emit('error', error))
    }
    const handler = STREAMS.includes(method) ? stream : unary
    server.addService({ [method]: lndMethod(method) }, { [method]: handler })
  }

  #reply(
    method: LndMethod,
    request: object,
    metadata: Metadata,
    answer: (value: object) => void,
    refuse: (refusal: Refusal) => void
  ): void {
    try {
      const value = this.#answer(method, { ...request }, metadata)
      if (value !== 'silent') answer(value)
    } catch (error) {
      refuse(error instanceof Refusal ? error : new Refusal(String(error), status.INTERNAL))
    }
  }
}

/** Starts an LND, and stops it after the test. */
export async function runScriptedLnd(lnd = new ScriptedLnd()): Promise<ScriptedLnd> {
  await lnd.start()
  onTestFinished(() => lnd.stop())
  return lnd
}
