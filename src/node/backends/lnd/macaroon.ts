import type { PairingRights } from '../../../shared/domain/pairing'
import { LND_PERMISSIONS } from '../../../shared/lnd-permissions'
import { ok } from '../../../shared/result'
import type { BackendResult } from '../../backend'
import { Baked } from './answers'
import type { LndClient } from './lnd-client'

/**
 * Makes a macaroon with the least permissions, in hex. A root key id of its own lets the person revoke it alone:
 * `lncli deletemacaroonid ID`.
 */
export async function bakeMacaroon(
  client: LndClient,
  rootKeyId: bigint,
  rights: PairingRights
): Promise<BackendResult<string>> {
  const permissions = LND_PERMISSIONS[rights].map((action) => ({ entity: 'uri', action }))
  const baked = await client.call(
    'lnrpc.Lightning/BakeMacaroon',
    { permissions, root_key_id: rootKeyId.toString() },
    Baked
  )
  return baked.ok ? ok(baked.value.macaroon) : baked
}
