import type { MessageId, Pubkey } from '../../../../src/shared/domain/ids'
import type { OutgoingState } from '../../../../src/shared/domain/outgoing'
import { sat } from '../../../../src/shared/money'
import type { Finding } from './judge'
import type { RunContext } from './payment-run'
import { Profile } from './profile'
import type { Scenario } from './scenario'
import { until, type Wallet } from './wallet'

const MAX_COST_SAT = sat(1_000n)

/** Runs a message scenario: the row must exist and claim nothing false, and each click sends the message once. */
export async function playMessage(
  { run, trouble, generation, over, clicks, next, then }: Scenario,
  { nodes: [proxied], userData }: RunContext
): Promise<Finding[]> {
  if (trouble.kind !== 'wire') throw new Error('messages are played with troubles of the wire')
  const { node, arms } = proxied
  const mira = node.ledger.peer('Mira')
  if (mira === undefined) throw new Error('no Mira')
  const text = `message of run ${run} ${trouble.fault.name} ${trouble.moment}`
  const to = (generation === 1 ? mira.pubkey : mira.did) as Pubkey
  const draft = { draftId: `draft-${run}`, pubkey: to, text, maxCostSat: MAX_COST_SAT, confirmed: true }
  const saved = proxied.saved(over)
  const findings: Finding[] = []
  const sent = () => node.sent.all().filter(({ data }) => data.toString('utf8') === text).length
  let allowed = 1
  const profile = new Profile(userData)
  let wallet = profile.open(saved)
  try {
    await wallet.untilReady()
    arms.arm({ method: 'SendMessage', ...trouble, held: () => Promise.resolve() })
    const answers = Array.from({ length: clicks }, () =>
      wallet.session.outbox.send({ ...draft, replyToId: undefined })
    )
    const first = await answers[0]
    if (first?.ok !== true) throw new Error('the message was refused')
    const { id } = first.value
    const row = () => stateOf(wallet, to, id)
    const judge = () => {
      const state = row()
      const seen = `row ${state ?? 'missing'}, ${sent()} sent, ${allowed} allowed`
      if (state === undefined) findings.push({ violation: 'lost-message', detail: seen })
      if (sent() > allowed) findings.push({ violation: 'doubled-message', detail: seen })
      if (state === 'failed' && sent() > 0) findings.push({ violation: 'wrong-state', detail: seen })
      if (state === 'sent' && sent() === 0) findings.push({ violation: 'wrong-state', detail: seen })
      if (state === 'sending') findings.push({ violation: 'wrong-state', detail: seen })
    }
    await until('the message is no longer sending', () => row() !== 'sending')
    judge()
    if (next === 'starts the wallet again') {
      await wallet.session.close()
      wallet = profile.open(saved)
      await wallet.untilReady()
      await wallet.session.outbox.send({ ...draft, replyToId: undefined })
      judge()
    }
    if (then === 'retry' && row() !== 'sent') {
      await wallet.untilReady()
      const again = await wallet.session.outbox.resend({
        id,
        confirmed: true,
        retryUnknown: row() === 'unknown'
      })
      if (again.ok && row() !== 'failed') allowed += 1
      await until('the message is no longer sending', () => row() !== 'sending')
      judge()
    }
    return findings
  } finally {
    arms.disarm()
    await wallet.session.close()
    profile.close()
  }
}

function stateOf({ session }: Wallet, to: Pubkey, id: MessageId): OutgoingState | undefined {
  const thread = session.inbox.thread({ pubkey: to, limit: 50 })
  if (thread instanceof Promise || !thread.ok) return undefined
  return thread.value.messages.find((message) => message.id === id)?.outgoing?.state
}
