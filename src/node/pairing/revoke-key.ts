import * as v from 'valibot'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { LndClient } from '../backends/lnd/lnd-client'

/** Timeout while the person waits. Three times as long over Tor. Milliseconds. */
const DEADLINE_MS = 10_000

/**
 * Revokes every macaroon with this root key id (`lnrpc.Lightning/DeleteMacaroonID`), which needs the permission
 * `macaroon:write`. False if LND did not confirm it; the key may still work.
 */
export async function revokeKey(access: LndAccess, rootKeyId: string): Promise<boolean> {
  const client = new LndClient(() => access)
  try {
    const request = { root_key_id: rootKeyId }
    // LND answers `deleted: false` if there is no such root key, so nothing is left to revoke.
    return (await client.call('lnrpc.Lightning/DeleteMacaroonID', request, v.unknown(), DEADLINE_MS)).ok
  } finally {
    client.close()
  }
}
