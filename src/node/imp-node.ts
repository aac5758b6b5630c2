import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ApiKeys } from './api/api-keys'
import { nodeService } from './api/service'
import type { Network } from '../shared/bolt11'
import type { Msat } from '../shared/money'
import type { BackendFailure, BackendInfo } from './backend'
import { Journal } from './backends/lnd/journal'
import type { LndAccess } from './backends/lnd/lnd-access'
import { identifyLnd, LndBackend } from './backends/lnd/lnd-backend'
import { LndClient } from './backends/lnd/lnd-client'
import type { OpenDatabase } from './backends/lnd/sqlite'
import type { ListenAddress } from './net/listen-address'
import { NodeServer } from './server'
import type { TlsOptions } from './tls/options'

export interface ImpNodeParts {
  readonly grpc: ListenAddress
  /** Undefined: gRPC only. */
  readonly http: ListenAddress | undefined
  readonly readAccess: () => LndAccess
  readonly network: Network | undefined
  readonly dataFolder: string
  readonly apiKey: string | undefined
  readonly tls: TlsOptions | undefined
  readonly feeLimit?: (amount: Msat) => Msat
  readonly openDatabase: OpenDatabase
  /** Called after each attempt with the reason why LND cannot be used, or with undefined if it can. */
  readonly onFailure?: (failure: BackendFailure | undefined) => void
}

/** The node cannot start; the message says why. */
export class StartError extends Error {}

export interface RunningImpNode {
  readonly info: BackendInfo
  readonly addresses: { readonly grpc: string; readonly http: string | undefined }
  stop(): Promise<void>
}

/** Starts an IMP node in front of an LND. @throws StartError, and Node's error if an address is taken */
export async function startImpNode(parts: ImpNodeParts): Promise<RunningImpNode> {
  const client = new LndClient(parts.readAccess)
  const info = await identifyLnd(client)
  if (!info.ok) {
    client.close()
    throw new StartError(info.error.detail ?? info.error.code)
  }
  const { pubkey, network } = info.value
  if (parts.network !== undefined && network !== parts.network) {
    client.close()
    throw new StartError(`this LND is on ${network}, not on ${parts.network}`)
  }
  mkdirSync(parts.dataFolder, { recursive: true, mode: 0o700 })
  // One file per LND, because each LND receives its own messages.
  const journal = new Journal(
    parts.openDatabase(path.join(parts.dataFolder, `${pubkey.slice(0, 16)}.sqlite`))
  )
  const backend = new LndBackend({
    client,
    journal,
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
    interceptors: [keys]
  })
  const server = new NodeServer({ service, bytesAs: 'text', tls: parts.tls })
  try {
    await server.open({ grpc: parts.grpc, http: parts.http })
  } catch (error) {
    await backend.close()
    throw error
  }
  backend.start()
  return {
    info: info.value,
    addresses: server.addresses,
    stop: async () => {
      backend.messages.endAll()
      await server.stop()
      await backend.close()
    }
  }
}
