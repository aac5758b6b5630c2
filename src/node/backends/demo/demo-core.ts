import { msat } from '../../../shared/money'
import { ApiKeys } from '../../api/api-keys'
import { MessageHub } from '../../api/message-hub'
import { nodeService, type NodeService } from '../../api/service'
import type { Generation } from '../../api/subscribe-response'
import { parseLocalAddress } from '../../net/listen-address'
import { NodeServer } from '../../server'
import type { TlsOptions } from '../../tls/tls-options'
import { CallLog } from './call-log'
import { Changes } from './changes'
import { DemoBackend } from './demo-backend'
import { seededEntropy, systemEntropy, type Entropy } from './entropy'
import { Faults } from './faults'
import { identity } from './identity'
import { Ledger } from './ledger/ledger'
import { restoreSnapshot, takeSnapshot } from './ledger/snapshot'
import {
  DEFAULT_EXPIRY_SECONDS,
  DEFAULT_SEED,
  DEMO_PAYMENT_MS,
  type DemoNodeOptions
} from './demo-node-options'
import { MessagesOut } from './messages-out'
import { PartGate } from './part-gate'
import { demoPeers, type Peer } from './peers'
import { SentMessages } from './sent-messages'
import { readStateFile, writeStateFile } from './state-file'

const ANY_PORT = '127.0.0.1:0'

/**
 * The node with play money: its ledger, its servers and the logs that tests read. It stays the same node after a kill
 * and a restart.
 */
export class DemoCore {
  readonly generation: Generation
  /** Notifies of every change below. Tests wait for conditions with it. */
  readonly changes = new Changes()
  readonly calls = new CallLog(this.changes)
  readonly faults = new Faults(this.changes)
  readonly apiKeys = new ApiKeys(['Subscribe'])
  readonly messages = new MessageHub(() => this.changes.notify())
  readonly sent = new SentMessages(this.changes)
  readonly partGate = new PartGate(this.changes)
  readonly ledger: Ledger
  readonly entropy: Entropy
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Changes of the ledger only. */
  protected readonly ledgerChanges = new Changes()
  readonly #backend: DemoBackend
  readonly #service: NodeService
  readonly #bytesAs: 'text' | 'base64'
  #tls: TlsOptions | undefined
  #addresses: { readonly grpc: string; readonly http: string }
  #server: NodeServer | undefined

  constructor(options: DemoNodeOptions) {
    this.generation = options.generation ?? 1
    this.#tls = options.tls
    this.#addresses = { grpc: options.grpc ?? ANY_PORT, http: options.http ?? ANY_PORT }
    if (options.apiKey !== undefined) this.apiKeys.add(options.apiKey)

    const seed = options.seed ?? DEFAULT_SEED
    this.entropy = options.seed === undefined ? systemEntropy : seededEntropy(options.seed)
    this.now = options.now ?? Date.now
    this.ledger = new Ledger({
      identity: identity(seed, 'this node'),
      peers: demoPeers(seed),
      entropy: this.entropy,
      changes: this.ledgerChanges,
      now: this.now,
      network: 'regtest',
      flightMs: options.paymentMs ?? (options.behaviour === 'demo' ? DEMO_PAYMENT_MS : 0),
      invoiceExpirySeconds: options.invoiceExpirySeconds ?? DEFAULT_EXPIRY_SECONDS
    })
    if (options.stateFile !== undefined) this.#persist(options.stateFile)
    this.ledgerChanges.listen(() => this.changes.notify())

    // The extension exists only in generation 1, with `data` as text.
    const extension = options.extension === true && this.generation === 1 && options.dataField !== 'bytes'
    const messageFeeMsat = options.messageFeeMsat ?? msat(0n)
    this.#backend = new DemoBackend({
      ledger: this.ledger,
      messages: this.messages,
      out: new MessagesOut({
        ledger: this.ledger,
        sent: this.sent,
        entropy: this.entropy,
        gate: this.partGate,
        feeMsat: messageFeeMsat,
        answersRepeats: extension,
        addressedBy: this.generation === 1 ? 'pubkey' : 'did'
      }),
      messageFeeMsat,
      onLedgerChange: (listener) => this.ledgerChanges.listen(listener),
      answersRepeats: extension
    })
    this.#service = nodeService({
      backend: this.#backend,
      generation: this.generation,
      messaging: options.messaging ?? true,
      extension,
      interceptors: [this.calls, this.apiKeys, this.faults]
    })
    this.#bytesAs = this.generation === 1 && options.dataField !== 'bytes' ? 'text' : 'base64'
  }

  /** The gRPC address for clients. Stays the same over restarts. */
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
    return this.#server !== undefined
  }

  /** Rejects if an address is taken or not on this computer. */
  async start(): Promise<void> {
    const server = new NodeServer({ service: this.#service, bytesAs: this.#bytesAs, tls: this.#tls })
    await server.open({
      grpc: parseLocalAddress(this.#addresses.grpc),
      http: parseLocalAddress(this.#addresses.http)
    })
    const { grpc, http = this.#addresses.http } = server.addresses
    this.#addresses = { grpc, http }
    this.#server = server
    this.changes.notify()
  }

  /** As when the process dies: resets every connection and forgets waiting calls. Payments in flight continue. */
  kill(): Promise<void> {
    return this.#close((server) => server.kill())
  }

  /** Kills the running node and listens again on the same ports with the same ledger. */
  async restart(changes: { readonly tls?: TlsOptions } = {}): Promise<void> {
    await this.kill()
    this.#tls = changes.tls ?? this.#tls
    await this.start()
  }

  /** Resets every connection; clients may reconnect at once. */
  dropConnections(): void {
    this.#server?.dropConnections()
  }

  /** Ends the streams gracefully and stops for good. */
  async stop(): Promise<void> {
    this.messages.endAll()
    await this.#close((server) => server.stop())
    await this.#backend.close()
  }

  async #close(how: (server: NodeServer) => Promise<void>): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    await how(server)
    this.changes.notify()
  }

  #persist(stateFile: string): void {
    const saved = readStateFile(stateFile)
    if (saved !== undefined) restoreSnapshot(this.ledger, saved)
    // Written synchronously and before other listeners run, so that the disk has every change before it is reported.
    this.ledgerChanges.listen(() => writeStateFile(stateFile, takeSnapshot(this.ledger)))
  }
}
