import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import type { PairingRights } from '../../shared/domain/pairing'
import { fail, ok, type Failure, type Result } from '../../shared/result'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { identifyLnd } from '../backends/lnd/identify-lnd'
import { LndClient } from '../backends/lnd/lnd-client'
import { bakeMacaroon } from '../backends/lnd/macaroon'

/** Root key ids of this wallet: never 0, which is the admin macaroon's; six digits are easily typed. */
const ROOT_KEY_IDS = { from: 100_000, below: 1_000_000 } as const

const UsedIds = v.object({ root_key_ids: v.array(v.string()) })

export interface MadeKey {
  readonly access: LndAccess
  /** `lncli deletemacaroonid N` revokes the key. */
  readonly rootKeyId: string
}

/** Makes a macaroon with the fewest rights by way of the given one, and tries it. */
export async function makeKey(
  given: LndAccess,
  pubkey: string,
  rights: PairingRights
): Promise<Result<MadeKey, Failure<'not-baked'>>> {
  const client = new LndClient(() => given)
  try {
    const rootKeyId = await freeRootKeyId(client)
    const baked = await bakeMacaroon(client, rootKeyId, rights)
    if (!baked.ok) return fail('not-baked', baked.error.detail)
    const access = { ...given, macaroon: baked.value }
    const tried = await tryKey(access, pubkey)
    return tried.ok ? ok({ access, rootKeyId: rootKeyId.toString() }) : tried
  } finally {
    client.close()
  }
}

/** Whether LND takes this macaroon, and is the LND that was checked. */
async function tryKey(access: LndAccess, pubkey: string): Promise<Result<undefined, Failure<'not-baked'>>> {
  const client = new LndClient(() => access)
  try {
    const info = await identifyLnd(client)
    if (!info.ok) return fail('not-baked', info.error.detail)
    return info.value.pubkey === pubkey ? ok(undefined) : fail('not-baked', 'another LND answered')
  } finally {
    client.close()
  }
}

/** A random one, so that two wallets that pair at the same time do not share it; not one that is in use, where LND tells. */
async function freeRootKeyId(client: LndClient): Promise<bigint> {
  const used = await client.call('lnrpc.Lightning/ListMacaroonIDs', {}, UsedIds)
  const taken = new Set(used.ok ? used.value.root_key_ids : [])
  for (;;) {
    const id = randomInt(ROOT_KEY_IDS.from, ROOT_KEY_IDS.below)
    if (!taken.has(id.toString())) return BigInt(id)
  }
}
