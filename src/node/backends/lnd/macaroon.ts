import type { PairingRights } from '../../../shared/domain/pairing'
import { LND_PERMISSIONS } from '../../../shared/lnd-permissions'
import { ok } from '../../../shared/result'
import type { BackendResult } from '../../backend'
import { Baked } from './answers'
import type { LndClient } from './lnd-client'

/**
 * Bakes a macaroon with the fewest permissions, in hex. It has its own root key id, so that the person can revoke only
 * this macaroon: `lncli deletemacaroonid ID`.
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
