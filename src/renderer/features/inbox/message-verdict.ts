import { confirmReasonText } from '../../../shared/copy/pay'
import { amountText, satToMsat, type Sat } from '../../../shared/money'
import { judgeMessage, limitsOf } from '../../../shared/policy/spending'
import type { AppModel } from '../../lib/app.svelte'
import { LOCALE } from '../../lib/format'

/**
 * Why main will ask before it sends a message of this cost; undefined if one click sends it. Main judges again with what
 * it knows then.
 */
export function askingReason(app: AppModel, costSat: Sat): string | undefined {
  const { state } = app
  if (state === undefined) return undefined
  const verdict = judgeMessage(costSat, state.capabilities, {
    limits: limitsOf(state.settings),
    spentByClickSat: state.oneClickSpentSat
  })
  if (verdict.kind === 'one-click') return undefined
  return confirmReasonText(verdict, satToMsat(costSat), (sats) =>
    amountText(satToMsat(sats), app.unit, LOCALE)
  )
}
