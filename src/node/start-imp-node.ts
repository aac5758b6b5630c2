import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ApiKeys } from './api/api-keys'
import type { Interceptor } from './api/dispatcher'
import { nodeService } from './api/service'
import type { Network } from '../shared/domain/network'
import type { Msat } from '../shared/money'
import type { BackendFailure, BackendFailureCode, BackendInfo } from './backend'
import { Journal } from './backends/lnd/journal'
import type { LndAccess } from './backends/lnd/lnd-access'
import { identifyLnd } from './backends/lnd/identify-lnd'
import { LndBackend } from './backends/lnd/lnd-backend'
import { LndClient } from './backends/lnd/lnd-client'
import type { OpenDatabase } from './backends/lnd/sqlite'
import type { ListenAddress } from './net/listen-address'
import { NodeServer } from './server'
import type { TlsOptions } from './tls/tls-options'

/** The parts of a node in front of an LND, in the wallet, in the program and in tests. */
export interface NodeParts {
  readonly grpc: ListenAddress
  /** Undefined: gRPC only. */
  readonly http: ListenAddress | undefined
  readonly dataFolder: string
  readonly apiKey: string | undefined
  readonly tls: TlsOptions | undefined
  readonly feeLimit?: (amount: Msat) => Msat
  readonly openDatabase: OpenDatabase
  /** Called after each attempt with the reason why LND's invoices cannot be read, or with undefined if they can. */
  readonly onFailure?: (failure: BackendFailure | undefined) => void
}

export interface ImpNodeParts extends NodeParts {
  readonly readAccess: () => LndAccess
  readonly network: Network | undefined
}

/** The node cannot start; the message says why. */
export class StartError extends Error {
  /** The reason. Undefined if LND answered but is the wrong one. */
  readonly code: BackendFailureCode | undefined

  constructor(message: string, code?: BackendFailureCode) {
    super(message)
    this.code = code
  }
}

export interface OpenImpNode {
  readonly addresses: { readonly grpc: string; readonly http: string | undefined }
  /** Starts to read LND's invoices. Before that the node delivers no messages. */
  readonly begin: () => void
  stop(): Promise<void>
}

export interface RunningImpNode extends Omit<OpenImpNode, 'begin'> {
  readonly info: BackendInfo
}

/** Starts an IMP node in front of an LND. @throws StartError, and Node's error if an address is taken */
export async function startImpNode(parts: ImpNodeParts): Promise<RunningImpNode> {
  const client = new LndClient(parts.readAccess)
  const info = await identifyLnd(client)
  if (!info.ok) {
    client.close()
    throw new StartError(info.error.detail ?? info.error.code, info.error.code)
  }
  const { pubkey, network } = info.value
  if (parts.network !== undefined && network !== parts.network) {
    client.close()
    throw new StartError(`this LND is on ${network}, not on ${parts.network}`)
  }
  const { begin, ...node } = await openImpNode(parts, { client, pubkey, interceptors: [] })
  begin()
  return { ...node, info: info.value }
}

/**
 * Opens an IMP node in front of the LND with this public key, which need not answer yet. Owns the client from here on.
 * @throws Node's error if an address is taken or the folder cannot be used
 */
export async function openImpNode(
  parts: NodeParts,
  lnd: {
    readonly client: LndClient
    /** Hex. */
    readonly pubkey: string
    /** They run after the check of the API key. */
    readonly interceptors: readonly Interceptor[]
  }
): Promise<OpenImpNode> {
  const { client, pubkey } = lnd
  const backend = new LndBackend({
    client,
    journal: openJournal(parts, pubkey),
    pubkey,
    onFailure: parts.onFailure ?? (() => undefined),
    ...(parts.feeLimit === undefined ? {} : { feeLimit: parts.feeLimit })
  })
  const keys = new ApiKeys([])
  if (parts.apiKey !== undefined) keys.add(parts.apiKey)
  const service = nodeService({
    backend,
    generation: 1,
    messaging: true,
    extension: true,
    interceptors: [keys, ...lnd.interceptors]
  })
  const server = new NodeServer({ service, bytesAs: 'text', tls: parts.tls })
  try {
    await server.open({ grpc: parts.grpc, http: parts.http })
  } catch (error) {
    await backend.close()
    throw error
  }
  return {
    addresses: server.addresses,
    begin: () => backend.start(),
    stop: async () => {
      backend.messages.endAll()
      await server.stop()
      await backend.close()
    }
  }
}

/** One file per LND, because each LND receives its own messages. */
function openJournal({ dataFolder, openDatabase }: NodeParts, pubkey: string): Journal {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return new Journal(openDatabase(path.join(dataFolder, `${pubkey.slice(0, 16)}.sqlite`)))
}
