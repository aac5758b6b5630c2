import type { ContractCalls } from '../../../shared/ipc/contract'
import { msatToSatCeil } from '../../../shared/money'
import { withinInputLimit } from '../../../shared/pay-input/limits'
import { ok } from '../../../shared/result'
import { decisionKey } from '../../../shared/short-key'
import type { Session } from '../../wallet/api'
import { spendWithConsent, type AskConsent } from '../consent'
import type { CurrentSession } from '../../wallet/api'
import { withSession, type Served } from '../with-session'

export function payHandlers(
  current: CurrentSession,
  readClipboard: () => Promise<string>,
  askConsent: AskConsent,
  nodeName: () => string | undefined
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
        { session, current },
        (confirmed) => session.pay.send({ ...args, confirmed }),
        () =>
          askToPay(
            session,
            {
              text: args.invoice,
              messageId: args.messageId,
              enteredMsat: args.entered === true ? args.expectedAmountMsat : undefined,
              largestFeeMsat: args.largestFeeMsat
            },
            { askConsent, from: nodeName() }
          )
      )
    ),
    estimateFee: withSession(current, ({ pay }, args) => pay.estimateFee(args)),
    checkAgain: withSession(current, ({ pay }, args) => pay.checkAgain(args)),
    get: withSession(current, ({ pay }, args) => pay.get(args))
  }
}

/** The question shows what main decoded from the invoice, not what the page sent. */
async function askToPay(
  { pay }: Session,
  order: Parameters<Session['pay']['inspect']>[0],
  { askConsent, from }: { readonly askConsent: AskConsent; readonly from: string | undefined }
): Promise<boolean> {
  const view = await pay.inspect(order)
  const card = view.ok && view.value.kind === 'cards' ? view.value.cards[0] : undefined
  if (card?.amountMsat === undefined || card.verdict.kind !== 'confirm') return false
  const { amountMsat, payee, payeeName, description, unprovenSender, verdict, largestFeeMsat } = card
  return askConsent({
    about: 'payment',
    amountSat: msatToSatCeil(amountMsat),
    payee: payeeName === undefined ? decisionKey(payee) : `${payeeName} (${decisionKey(payee)})`,
    description,
    largestFeeSat: largestFeeMsat === undefined ? undefined : msatToSatCeil(largestFeeMsat),
    from,
    verdict,
    unprovenSender
  })
}
