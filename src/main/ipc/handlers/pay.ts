import type { ContractCalls } from '../../../shared/ipc/contract'
import { msatToSatCeil } from '../../../shared/money'
import { withinInputLimit } from '../../../shared/pay-input/limits'
import { fail, ok } from '../../../shared/result'
import { decisionKey } from '../../../shared/short-key'
import type { Session } from '../../wallet/api'
import { spendWithConsent, type ActiveNode, type AskConsent } from '../consent'
import type { CurrentSession } from '../../wallet/api'
import { withSession, type Served } from '../with-session'

export function payHandlers(
  current: CurrentSession,
  readClipboard: () => Promise<string>,
  askConsent: AskConsent,
  activeNode: () => ActiveNode | undefined
): Served<ContractCalls['pay']> {
  return {
    inspect: withSession(current, ({ pay }, args) => pay.inspect(args)),
    inspectClipboard: withSession(current, async ({ pay }) => {
      const text = withinInputLimit(await readClipboard())
      const view = await pay.inspect({ text })
      return view.ok ? ok({ text, view: view.value }) : view
    }),
    send: withSession(current, (session, args) =>
      spendWithConsent(
        {
          session,
          current,
          activeNode,
          askConsent,
          estimate: () => session.pay.lastEstimate({ invoice: args.invoice, enteredMsat: enteredOf(args) })
        },
        args,
        (confirmed) => session.pay.send({ ...args, confirmed }),
        (from) => questionOf(session, args, from.name)
      )
    ),
    estimateFee: withSession(current, ({ pay }, args) => pay.estimateFee(args)),
    checkAgain: withSession(current, ({ pay }, args) => pay.checkAgain(args)),
    get: withSession(current, ({ pay }, args) => pay.get(args))
  }
}

type Order = Omit<Parameters<Session['pay']['send']>[0], 'confirmed'>

/** The amount that the person entered, for an invoice that names none. */
const enteredOf = ({ entered, expectedAmountMsat }: Order) =>
  entered === true ? expectedAmountMsat : undefined

/**
 * The question shows what main decoded from the invoice, not what the page sent. If the invoice cannot be paid any more
 * there is no question, and the answer says why; if the limits allow it by now there is neither, unless the button said
 * that it asks.
 */
async function questionOf({ pay }: Session, order: Order, from: string) {
  const { invoice, messageId, largestFeeMsat: chosenFeeMsat, retryUnknown } = order
  const view = await pay.inspect({
    text: invoice,
    messageId,
    largestFeeMsat: chosenFeeMsat,
    retryUnknown,
    enteredMsat: enteredOf(order)
  })
  const card = view.ok && view.value.kind === 'cards' ? view.value.cards[0] : undefined
  if (card === undefined) return fail('not-an-invoice')
  if (card.verdict.kind === 'refused') return fail(card.verdict.code)
  if (card.amountMsat === undefined) return fail('no-amount')
  if (card.verdict.kind === 'one-click' && !order.asksFirst) return undefined
  const { amountMsat, payee, payeeName, description, network, sender, largestFeeMsat } = card
  return {
    about: 'payment' as const,
    amountSat: msatToSatCeil(amountMsat),
    payee: decisionKey(payee),
    payeeName,
    description,
    largestFeeSat: largestFeeMsat === undefined ? undefined : msatToSatCeil(largestFeeMsat),
    from,
    network,
    verdict: card.verdict,
    unprovenName: sender?.unprovenName
  }
}
