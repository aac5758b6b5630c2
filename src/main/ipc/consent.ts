import type { ConsentQuestion, RaisedLimit } from '../../shared/domain/consent'
import type { NodeId } from '../../shared/domain/ids'
import type { Settings, SettingsPatch } from '../../shared/domain/settings'
import { sat } from '../../shared/money'
import { basisPointsOf } from '../../shared/policy/fee-limit'
import { fail, type Result } from '../../shared/result'
import type { CurrentSession, Session } from '../wallet/api'

/** Opens a dialog. Resolves with whether the person agreed. */
export type ConsentDialog = (question: ConsentQuestion) => Promise<boolean>

type AnotherOpen = ReturnType<typeof fail<'another-question-open'>>
/** Resolves with whether the person agreed, or fails if another question is open: then nothing was asked. */
export type AskConsent = (question: ConsentQuestion) => Promise<boolean | AnotherOpen>

/** Opens one dialog at a time, so that an answer is never given to a question that has just appeared. */
export function oneAtATime(dialog: ConsentDialog): AskConsent {
  let open = false
  return async (question) => {
    if (open) return fail('another-question-open')
    open = true
    try {
      return await dialog(question)
    } finally {
      open = false
    }
  }
}

/** The node of the current session. `name`: as the person knows it. */
export interface ActiveNode {
  readonly id: NodeId
  readonly name: string
}

/** The session that spends, and what is active now. */
export interface Spender {
  readonly session: Session
  readonly current: CurrentSession
  readonly activeNode: () => ActiveNode | undefined
}

/**
 * Spends at once within the limits, and above them after the person agreed. Every call of the page that spends goes
 * through here, because here the node that the page shows is compared with the active one. After the question the
 * payment is judged again in the turn of the event loop that commits it, because meanwhile the invoice may have expired
 * or the same payment may have been sent. `ask` resolves with whether the person agreed, or with an answer for the page
 * if there is nothing to ask.
 */
export async function spendWithConsent<Answer extends Result<unknown, string>>(
  { session, current, activeNode }: Spender,
  shown: { readonly node: NodeId },
  attempt: (confirmed: boolean) => Answer | Promise<Answer>,
  ask: (from: ActiveNode) => Promise<boolean | Answer | AnotherOpen>
): Promise<Answer | AnotherOpen | ReturnType<typeof fail<'no-node' | 'other-node'>>> {
  const node = activeNode()
  if (node?.id !== shown.node) return fail('other-node')
  const first = await attempt(false)
  if (first.ok || first.error.code !== 'needs-confirmation') return first
  const asked = await ask(node)
  if (typeof asked === 'object') return asked
  if (!asked) return first
  // The person agreed to spend through the node that was active then.
  if (current() === session) return attempt(true)
  return fail(current() === undefined ? 'no-node' : 'other-node')
}

/** The limits that a change of settings would raise. */
export function raisedLimits(before: Settings, after: SettingsPatch): readonly RaisedLimit[] {
  const amounts = (['clickLimitSat', 'dayLimitSat', 'feeLimitSat'] as const).flatMap((limit) => {
    const wanted = after[limit]
    if (wanted === undefined || BigInt(wanted) <= BigInt(before[limit])) return []
    return [{ limit, fromSat: sat(BigInt(before[limit])), toSat: sat(BigInt(wanted)) }]
  })
  const { feeLimitPercent: fromPercent } = before
  const { feeLimitPercent: toPercent = fromPercent } = after
  return basisPointsOf(toPercent) > basisPointsOf(fromPercent)
    ? [...amounts, { limit: 'feeLimitPercent', fromPercent, toPercent }]
    : amounts
}
