import type { LndProcessMessage, LndProcessRequest } from '../../shared/lnd-process'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { LndClient } from '../backends/lnd/lnd-client'
import type { OpenDatabase } from '../backends/lnd/sqlite'
import { openImpNode } from '../start-imp-node'
import { parseLocalAddress } from '../net/listen-address'
import { LndGate } from './lnd-gate'
import { LndWatch } from './lnd-watch'

export interface ServedLnd {
  /** The address for clients. */
  readonly grpc: string
  stop(): Promise<void>
}

/**
 * Serves the IMP API in front of a known LND. Resolves at once, also while LND is locked, starting or unreachable.
 * Rejects with Node's error if the address is taken or the folder cannot be used, and with AddressError if the address
 * is not on this computer.
 */
export async function serveLnd(
  { access: given, expect, listen, apiKey, dataFolder }: Extract<LndProcessRequest, { kind: 'serve' }>,
  parts: {
    readonly openDatabase: OpenDatabase
    readonly tell: (event: Extract<LndProcessMessage, { readonly event: 'status' }>) => void
  }
): Promise<ServedLnd> {
  const access: LndAccess = { ...given, cert: given.cert }
  const grpc = parseLocalAddress(listen)
  const client = new LndClient(() => access)
  const gate = new LndGate()
  const watch: LndWatch = new LndWatch({
    client,
    access,
    expect,
    gate,
    tell: parts.tell,
    proven: () => node.begin()
  })
  const node = await openImpNode(
    {
      grpc,
      http: undefined,
      dataFolder,
      apiKey,
      tls: undefined,
      openDatabase: parts.openDatabase,
      onFailure: (failure) => watch.feedChanged(failure)
    },
    { client, pubkey: expect.pubkey, interceptors: [gate] }
  ).catch((error: unknown) => {
    gate.dispose()
    throw error
  })
  watch.start()
  return {
    grpc: node.addresses.grpc,
    stop: () => {
      watch.close()
      gate.dispose()
      return node.stop()
    }
  }
}
