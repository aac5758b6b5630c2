import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import type { PairingRights } from '../../shared/domain/pairing'
import { fail, ok, type Failure, type Result } from '../../shared/result'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { identifyLnd } from '../backends/lnd/identify-lnd'
import { LndClient } from '../backends/lnd/lnd-client'
import { bakeMacaroon } from '../backends/lnd/macaroon'

/** The range of this wallet's root key ids. It excludes 0, that of the admin macaroon; six digits are easy to type. */
const ROOT_KEY_IDS = { from: 100_000, below: 1_000_000 } as const

const UsedIds = v.object({ root_key_ids: v.array(v.string()) })

export interface MadeKey {
  readonly access: LndAccess
  /** `lncli deletemacaroonid N` revokes the key. */
  readonly rootKeyId: string
}

/** Bakes a macaroon with the fewest permissions, using the given one, and tries it. Fails with LND's text as detail. */
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

/** Checks that LND accepts this macaroon, and that it is the LND that was checked before. */
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

/**
 * A random id, so that two wallets that pair at the same time do not share it. Ids that LND reports as used are
 * skipped.
 */
async function freeRootKeyId(client: LndClient): Promise<bigint> {
  const used = await client.call('lnrpc.Lightning/ListMacaroonIDs', {}, UsedIds)
  const taken = new Set(used.ok ? used.value.root_key_ids : [])
  for (;;) {
    const id = randomInt(ROOT_KEY_IDS.from, ROOT_KEY_IDS.below)
    if (!taken.has(id.toString())) return BigInt(id)
  }
}
