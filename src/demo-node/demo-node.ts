import { Calls } from './api/calls'
import type { Generation } from './api/dialect'
import { Faults } from './api/faults'
import { ApiKeys } from './api/keys'
import { lightningMethods } from './api/lightning'
import { messagingMethods } from './api/messaging'
import type { UnaryMethod } from './api/method'
import { NodeApi } from './api/node-api'
import { startBehaviour, type Behaviour } from './behaviour/behaviour'
import { Changes } from './changes'
import { DemoControl } from './control/demo-control'
import { seededEntropy, systemEntropy } from './entropy'
import { GrpcServer } from './grpc/server'
import { HttpGateway } from './http/gateway'
import { identity } from './identity'
import { Ledger } from './ledger/ledger'
import { restoreSnapshot, takeSnapshot } from './ledger/snapshot'
import { Messages } from './messages'
import { parseLocalAddress } from './net/address'
import { DEFAULT_EXPIRY_SECONDS, DEFAULT_SEED, DEMO_PAYMENT_MS, type DemoNodeOptions } from './options'
import { demoPeers, type Peer } from './peers'
import { SentMessages } from './sent-messages'
import { readStateFile, writeStateFile } from './state-file'
import type { TlsFiles } from './tls/tls-files'

const ANY_PORT = '127.0.0.1:0'

interface Servers {
  readonly grpc: GrpcServer
  readonly http: HttpGateway
}

/** An IMP node on this computer. Its ledger outlives its servers: killed and restarted, it is the same node. */
export class DemoNode {
  readonly generation: Generation
  /** For everything below: wait here until something holds. */
  readonly changes = new Changes()
  readonly calls = new Calls(this.changes)
  readonly faults = new Faults(this.changes)
  readonly apiKeys = new ApiKeys()
  readonly messages = new Messages(this.changes)
  readonly sent = new SentMessages(this.changes)
  readonly ledger: Ledger
  readonly control: DemoControl
  readonly #options: DemoNodeOptions
  readonly #api = new NodeApi({ calls: this.calls, keys: this.apiKeys, faults: this.faults })
  readonly #methods: readonly UnaryMethod[]
  readonly #behaviour: Behaviour
  #tls: TlsFiles | undefined
  #addresses: { readonly grpc: string; readonly http: string }
  #servers: Servers | undefined

  constructor(options: DemoNodeOptions) {
    this.#options = options
    this.generation = options.generation ?? 1
    this.#tls = options.tls
    this.#addresses = { grpc: options.grpc ?? ANY_PORT, http: options.http ?? ANY_PORT }
    if (options.apiKey !== undefined) this.apiKeys.add(options.apiKey)

    const seed = options.seed ?? DEFAULT_SEED
    const entropy = options.seed === undefined ? systemEntropy : seededEntropy(options.seed)
    const now = options.now ?? Date.now
    const ledgerChanges = new Changes()
    this.ledger = new Ledger({
      identity: identity(seed, 'this node'),
      peers: demoPeers(seed),
      entropy,
      changes: ledgerChanges,
      now,
      network: 'regtest',
      flightMs: options.paymentMs ?? (options.behaviour === 'demo' ? DEMO_PAYMENT_MS : 0),
      invoiceExpirySeconds: options.invoiceExpirySeconds ?? DEFAULT_EXPIRY_SECONDS
    })
    if (options.stateFile !== undefined) this.#persist(options.stateFile, ledgerChanges)
    ledgerChanges.listen(() => this.changes.notify())

    this.#methods = [
      ...lightningMethods(this.ledger, this.generation),
      ...messagingMethods(this.ledger, this.generation, entropy, this.sent)
    ]
    this.control = new DemoControl(this, { entropy, now })
    this.#behaviour = startBehaviour(this, ledgerChanges, options)
  }

  /** The gRPC port as a client dials it. Stays the same over restarts. */
  get address(): string {
    return this.#addresses.grpc
  }

  get httpAddress(): string {
    return this.#addresses.http
  }

  get pubkey(): string {
    return this.ledger.identity.pubkey
  }

  get peers(): readonly Peer[] {
    return this.ledger.peers
  }

  get running(): boolean {
    return this.#servers !== undefined
  }

  /** Rejects where an address cannot be taken, or is not on this computer. */
  async start(): Promise<void> {
    const parts = {
      generation: this.generation,
      messaging: this.#options.messaging ?? true,
      api: this.#api,
      methods: this.#methods,
      messages: this.messages,
      did: this.ledger.identity.did,
      tls: this.#tls
    }
    const text = this.generation === 1 && this.#options.dataField !== 'bytes'
    const grpc = new GrpcServer(parts)
    const http = new HttpGateway({ ...parts, bytesAs: text ? 'text' : 'base64' })
    const addresses = {
      grpc: parseLocalAddress(this.#addresses.grpc),
      http: parseLocalAddress(this.#addresses.http)
    }
    await grpc.open(addresses.grpc)
    try {
      await http.open(addresses.http)
    } catch (error) {
      await grpc.kill()
      throw error
    }
    this.#addresses = { grpc: grpc.address, http: http.address }
    this.#servers = { grpc, http }
    this.changes.notify()
  }

  /** As when the process dies: every connection is reset, calls that wait are forgotten. Payments in flight go on. */
  kill(): Promise<void> {
    return this.#close((server) => server.kill())
  }

  /** Listens again on the same ports with the same ledger; what runs is killed first. */
  async restart(changes: { readonly tls?: TlsFiles } = {}): Promise<void> {
    await this.kill()
    this.#tls = changes.tls ?? this.#tls
    await this.start()
  }

  /** Resets every connection; clients may come back at once. */
  dropConnections(): void {
    this.#servers?.grpc.dropConnections()
    this.#servers?.http.dropConnections()
  }

  /** Ends the streams gracefully and goes away for good. */
  async stop(): Promise<void> {
    this.#behaviour.stop()
    this.messages.endAll()
    await this.#close((server) => server.stop())
    this.ledger.payments.close()
  }

  async #close(how: (server: GrpcServer | HttpGateway) => Promise<void>): Promise<void> {
    const servers = this.#servers
    if (servers === undefined) return
    this.#servers = undefined
    this.#api.kill()
    await Promise.all([how(servers.grpc), how(servers.http)])
    this.changes.notify()
  }

  #persist(stateFile: string, ledgerChanges: Changes): void {
    const saved = readStateFile(stateFile)
    if (saved !== undefined) restoreSnapshot(this.ledger, saved)
    // At once, and before anyone else hears of the change: what was answered is on the disk.
    ledgerChanges.listen(() => writeStateFile(stateFile, takeSnapshot(this.ledger)))
  }
}
