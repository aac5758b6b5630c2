import * as v from 'valibot'
import type { ChainLag } from '../../../shared/domain/pairing'
import { msatToSatFloor, sat, type Sat } from '../../../shared/money'
import { NamedChannels, Seconds, type Info } from '../../backends/lnd/answers'
import { receivableOf, spendableOf } from '../../backends/lnd/channel-balance'
import type { LndClient } from '../../backends/lnd/lnd-client'
import { STEP_MS, type CheckContext } from './context'

/** The number of newest invoices that are searched for a keysend. */
const LOOKED_THROUGH = '1000'
/** Length of an alias in BOLT 7, `node_announcement`. */
const ALIAS_BYTES = 32
const InvoiceKinds = v.object({
  invoices: v.array(v.object({ is_keysend: v.boolean(), state: v.string(), settle_date: Seconds }))
})

/** Made when it is needed, because the data for it takes 2 MiB in the process that serves the LND afterwards. */
const inEnglish = (count: number | bigint): string => new Intl.NumberFormat('en-US').format(count)

/** The step `synced`. Returns whether LND has the whole chain. `lag`: how far it is behind, if it is. */
export function judgeChain({ progress }: CheckContext, info: Info, lag: ChainLag): boolean {
  if (info.synced_to_chain) {
    progress.done('synced', `block ${inEnglish(info.block_height)}`)
    return true
  }
  progress.learn({ lag })
  const { blocks } = lag
  progress.warn(
    'synced',
    'behind-chain',
    blocks === undefined ? 'catching up' : `about ${inEnglish(blocks)} blocks behind`
  )
  return false
}

/**
 * The step `keysend`. LND does not report whether it accepts keysends, so its invoices are searched for one. `inConf`:
 * the setting of a lnd.conf that the person gave.
 */
export async function askKeysend(
  context: CheckContext,
  client: LndClient,
  inConf: boolean | undefined
): Promise<void> {
  const { progress } = context
  progress.begin('keysend')
  const page = await context.orCancelled(
    client.call(
      'lnrpc.Lightning/ListInvoices',
      { reversed: true, num_max_invoices: LOOKED_THROUGH },
      InvoiceKinds,
      STEP_MS
    )
  )
  const arrived = page.ok
    ? page.value.invoices.filter(({ is_keysend, state }) => is_keysend && state === 'SETTLED')
    : []
  if (arrived.length > 0)
    progress.learn({ keysendAt: Math.max(...arrived.map(({ settle_date }) => settle_date)) * 1000 })
  if (arrived.length > 0 || inConf === true) progress.done('keysend', 'accepted')
  else if (inConf === false) progress.warn('keysend', 'keysend-off', 'off')
  else progress.notKnown('keysend', 'keysend-not-known', 'not known')
}

/** The steps `channels`, `can-send` and `can-receive`: the sums are those of the active channels, without the reserves. */
export async function askChannels(context: CheckContext, client: LndClient): Promise<void> {
  const { progress } = context
  progress.begin('channels')
  const answer = await context.orCancelled(
    client.call('lnrpc.Lightning/ListChannels', { peer_alias_lookup: true }, NamedChannels, STEP_MS)
  )
  if (!answer.ok) {
    skipChannels(context)
    return
  }
  const { channels } = answer.value
  const active = channels.filter((channel) => channel.active)
  const canSendSat = msatToSatFloor(spendableOf(active))
  const canReceiveSat = msatToSatFloor(receivableOf(active))
  const offline = channels.filter((channel) => !channel.active)
  const offlineSat = sat(offline.reduce((sum, { local_balance }) => sum + local_balance, 0n))
  const offlinePeer = peerOfAll(offline)
  progress.learn({
    canSendSat,
    canReceiveSat,
    channels: {
      open: channels.length,
      active: active.length,
      offlineSat,
      ...(offlinePeer === undefined ? {} : { offlinePeer })
    }
  })
  if (channels.length === 0) {
    for (const step of ['channels', 'can-send', 'can-receive'] as const)
      progress.warn(step, 'no-channels', 'no channel')
    return
  }
  const count = `${inEnglish(active.length)} of ${inEnglish(channels.length)} active`
  if (offline.length === 0) progress.done('channels', count)
  else progress.warn('channels', 'channels-offline', count)
  const show = (step: 'can-send' | 'can-receive', amount: Sat) =>
    progress.done(step, `${inEnglish(amount)} sats`)
  show('can-send', canSendSat)
  show('can-receive', canReceiveSat)
}

/** The alias of the node at the other side of all these channels; undefined if it differs or is not known. */
function peerOfAll(
  channels: readonly { readonly remote_pubkey: string; readonly peer_alias: string }[]
): string | undefined {
  const [first, ...others] = channels
  if (first === undefined || first.peer_alias === '') return undefined
  if (others.some(({ remote_pubkey }) => remote_pubkey !== first.remote_pubkey)) return undefined
  // LND puts its error text there if it does not know the alias. That is longer.
  return Buffer.byteLength(first.peer_alias) > ALIAS_BYTES ? undefined : first.peer_alias
}

/** Marks the channels as not known. `detail`: when they will be known. */
export function skipChannels({ progress }: CheckContext, detail = 'not known'): void {
  for (const step of ['channels', 'can-send', 'can-receive'] as const)
    progress.notKnown(step, undefined, detail)
}
