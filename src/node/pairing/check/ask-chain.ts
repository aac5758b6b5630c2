import * as v from 'valibot'
import { msatToSatFloor, type Sat } from '../../../shared/money'
import { Channels } from '../../backends/lnd/answers'
import { receivableOf, spendableOf } from '../../backends/lnd/channel-balance'
import type { LndClient } from '../../backends/lnd/lnd-client'
import { STEP_MS, type CheckContext } from './context'
import { blocksBehind, type CheckedInfo } from './lnd-state'

/** The number of newest invoices that are searched for a keysend. */
const LOOKED_THROUGH = '1000'
const InvoiceKinds = v.object({
  invoices: v.array(v.object({ is_keysend: v.boolean(), state: v.string() }))
})

/** Made when it is needed, because the data for it takes 2 MiB in the process that serves the LND afterwards. */
const inEnglish = (count: number | bigint): string => new Intl.NumberFormat('en-US').format(count)

/** The step `synced`. Returns whether LND has the whole chain. */
export function judgeChain({ progress }: CheckContext, info: CheckedInfo): boolean {
  if (info.synced_to_chain) {
    progress.done('synced', `block ${inEnglish(info.block_height)}`)
    return true
  }
  const behind = blocksBehind(info, Date.now())
  progress.learn({ blocksBehind: behind })
  progress.warn('synced', 'behind-chain', `${inEnglish(behind)} blocks behind`)
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
  const received =
    page.ok && page.value.invoices.some(({ is_keysend, state }) => is_keysend && state === 'SETTLED')
  if (received || inConf === true) progress.done('keysend', 'accepted')
  else if (inConf === false) progress.warn('keysend', 'keysend-off', 'off')
  else progress.notKnown('keysend', 'keysend-not-known', 'not known')
}

/** The steps `can-send` and `can-receive`: the sums over the active channels, without the reserves. */
export async function askBalance(context: CheckContext, client: LndClient): Promise<void> {
  const { progress } = context
  progress.begin('can-send')
  const answer = await context.orCancelled(
    client.call('lnrpc.Lightning/ListChannels', { active_only: true }, Channels, STEP_MS)
  )
  if (!answer.ok) {
    skipBalance(context)
    return
  }
  const { channels } = answer.value
  const canSendSat = msatToSatFloor(spendableOf(channels))
  const canReceiveSat = msatToSatFloor(receivableOf(channels))
  progress.learn({ canSendSat, canReceiveSat })
  const show = (step: 'can-send' | 'can-receive', amount: Sat) =>
    channels.length === 0
      ? progress.warn(step, 'no-channels', 'no channel')
      : progress.done(step, `${inEnglish(amount)} sats`)
  show('can-send', canSendSat)
  show('can-receive', canReceiveSat)
}

/** Marks the balance as not known. `detail`: when it will be known. */
export function skipBalance({ progress }: CheckContext, detail = 'not known'): void {
  progress.notKnown('can-send', undefined, detail)
  progress.notKnown('can-receive', undefined, detail)
}
