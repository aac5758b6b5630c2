import type { ConsentQuestion, RaisedLimit } from '../../shared/domain/consent'
import type { NodeId } from '../../shared/domain/ids'
import type { Settings, SettingsPatch } from '../../shared/domain/settings'
import { sat, type Msat } from '../../shared/money'
import { basisPointsOf } from '../../shared/policy/fee-limit'
import { fail, type Result } from '../../shared/result'
import type { CurrentSession, Session } from '../wallet/api'

/** Opens a dialog. Resolves with whether the person agreed. */
export type ConsentDialog = (question: ConsentQuestion) => Promise<boolean>

type AnotherOpen = ReturnType<typeof fail<'another-question-open'>>
/** Completes a question, which may take time; undefined: it is not asked any more. */
type CompleteQuestion = () => ConsentQuestion | undefined | Promise<ConsentQuestion | undefined>
/**
 * Resolves with whether the person agreed, or with undefined if nothing is to be asked any more. Fails if another question is
 * open: then nothing was asked.
 */
export type AskConsent = (complete: CompleteQuestion) => Promise<boolean | undefined | AnotherOpen>

/**
 * Opens one dialog at a time, so that an answer is never given to a question that has just appeared. A question counts as
 * open while it is completed: otherwise its dialog could appear at the click that answers another one.
 */
export function oneAtATime(dialog: ConsentDialog): AskConsent {
  let open = false
  return async (complete) => {
    if (open) return fail('another-question-open')
    open = true
    try {
      const question = await complete()
      return question && (await dialog(question))
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

/** The session that spends, what is active now, and how the person is asked. */
export interface Spender {
  readonly session: Session
  readonly current: CurrentSession
  readonly activeNode: () => ActiveNode | undefined
  readonly askConsent: AskConsent
  /**
   * The node's estimate of the fee, for the question. It is not part of what the person agrees to: the largest fee is, so the
   * node is not asked again after a yes.
   */
  readonly estimate: () => Promise<Msat | undefined>
}

type SpendingQuestion = Exclude<ConsentQuestion, { about: 'limits' }>

/** What to ask; an answer for the page if nothing can be sent; undefined if nothing needs to be asked by now. */
type QuestionOf<Answer> = (
  from: ActiveNode
) => SpendingQuestion | Answer | undefined | Promise<SpendingQuestion | Answer | undefined>

/**
 * Spends at once within the limits, and above them after the person agreed. Every call of the page that spends goes
 * through here, because here the node that the page shows is compared with the active one. While the dialog is open the
 * invoice may expire, the same payment may be sent, or the node may come back without a largest fee. So after a yes the
 * question is made again, and only if the person was asked the same one, the payment is judged again and sent, in the
 * same turn of the event loop.
 */
export async function spendWithConsent<Answer extends Result<unknown, string>>(
  { session, current, activeNode, askConsent, estimate }: Spender,
  shown: { readonly node: NodeId },
  attempt: (confirmed: boolean) => Answer | Promise<Answer>,
  questionOf: QuestionOf<Answer>
): Promise<Answer | AnotherOpen | ReturnType<typeof fail<'no-node' | 'other-node'>>> {
  const node = activeNode()
  if (node?.id !== shown.node) return fail('other-node')
  const first = await attempt(false)
  if (first.ok || first.error.code !== 'needs-confirmation') return first
  const question = await questionOf(node)
  if (question === undefined) return attempt(false)
  if ('ok' in question) return question
  const agreed = await askConsent(async () => {
    const feeMsat = await estimate()
    // The question names the node, so it is not asked if another one is active by now.
    return current() === session ? { ...question, feeMsat } : undefined
  })
  if (agreed === false) return first
  if (typeof agreed === 'object') return agreed
  if (current() !== session) {
    const now = activeNode()
    // The person agreed to spend through the node that was active then. If it was only opened again, they can order again.
    if (now?.id === shown.node) return first
    return fail(now === undefined ? 'no-node' : 'other-node')
  }
  const again = await questionOf(node)
  if (again !== undefined && 'ok' in again) return again
  return agreed === true && (again === undefined || includes(question, again)) ? attempt(true) : first
}

/** Why the limits do not allow it without a question; undefined if they do. */
function reasonOf(question: SpendingQuestion): string | undefined {
  if (question.about === 'message') return question.isWithinLimits ? undefined : 'above-limits'
  return question.verdict.kind === 'confirm' ? question.verdict.reason : undefined
}

/** Whether a yes to one question is a yes to a later one: the same amount and largest fee, and no new reason. */
function includes(one: SpendingQuestion, later: SpendingQuestion): boolean {
  const reason = reasonOf(later)
  return (
    one.amountSat === later.amountSat &&
    one.largestFeeSat === later.largestFeeSat &&
    (reason === undefined || reason === reasonOf(one))
  )
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
