import type { LndProcessMessage, LndProcessRequest } from '../../shared/lnd-process'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { LndClient } from '../backends/lnd/lnd-client'
import type { OpenDatabase } from '../backends/lnd/sqlite'
import { openImpNode } from '../imp-node'
import { parseLocalAddress } from '../net/listen-address'
import { LndGate } from './lnd-gate'
import { LndWatch } from './lnd-watch'

export interface ServedLnd {
  /** As a client dials it. */
  readonly grpc: string
  stop(): Promise<void>
}

/**
 * Serves the IMP API in front of an LND that is known, at once: also while it is locked, starting or gone. Rejects with
 * Node's error where the address is taken or the folder cannot be used, and with AddressError.
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
  )
  watch.start()
  return {
    grpc: node.addresses.grpc,
    stop: () => {
      watch.close()
      return node.stop()
    }
  }
}
