import type { ContractCalls } from '../../../shared/ipc/contract'
import type { Pubkey } from '../../../shared/domain/ids'
import { keyOf } from '../../../shared/domain/sender'
import type { Msat, Sat } from '../../../shared/money'
import { fail } from '../../../shared/result'
import { decisionKey } from '../../../shared/short-key'
import { spendWithConsent, type ActiveNode, type AskConsent, type Spender } from '../consent'
import type { CurrentSession, Session } from '../../wallet/api'
import type { SaveFile } from '../ports'
import { withSession, type Served } from '../with-session'

/** The key that a message is sent to, as the person sees it. The contact may only have claimed to have this key. */
const nameOf = (recipient: Pubkey): string => decisionKey(keyOf(recipient))

function question({ outbox }: Session, amountSat: Sat, recipient: Pubkey, wholeSat = amountSat) {
  return {
    about: 'message' as const,
    amountSat,
    wholeSat,
    recipient: nameOf(recipient),
    isWithinLimits: outbox.isWithinLimits(wholeSat),
    largestFeeSat: outbox.largestFee(amountSat)
  }
}

export function inboxHandlers(
  current: CurrentSession,
  saveFile: SaveFile,
  askConsent: AskConsent,
  activeNode: () => ActiveNode | undefined
): Served<ContractCalls['inbox']> {
  const spender = (session: Session, estimate: () => Promise<Msat | undefined>): Spender => ({
    session,
    current,
    activeNode,
    askConsent,
    estimate
  })
  return {
    conversations: withSession(current, ({ inbox }, args) => inbox.conversations(args)),
    conversation: withSession(current, ({ inbox }, args) => inbox.conversation(args)),
    thread: withSession(current, ({ inbox }, args) => inbox.thread(args)),
    machineRun: withSession(current, ({ inbox }, args) => inbox.machineRun(args)),
    search: withSession(current, ({ inbox }, args) => inbox.search(args)),
    markRead: withSession(current, ({ inbox }, args) => inbox.markRead(args)),
    markAllRead: withSession(current, ({ inbox }, args) => inbox.markAllRead(args)),
    setSender: withSession(current, ({ inbox }, args) => inbox.setSender(args)),
    tellApart: withSession(current, ({ inbox }, args) => inbox.tellApart(args)),
    send: withSession(current, (session, args) =>
      spendWithConsent(
        spender(session, () => session.outbox.lastEstimate(args.pubkey, args.maxCostSat)),
        args,
        (confirmed) => session.outbox.send({ ...args, confirmed }),
        () => question(session, args.maxCostSat, args.pubkey)
      )
    ),
    requestPayment: withSession(current, (session, args) =>
      spendWithConsent(
        spender(session, () => session.outbox.lastEstimate(args.pubkey, args.maxCostSat)),
        args,
        (confirmed) => session.outbox.requestPayment({ ...args, confirmed }),
        () => question(session, args.maxCostSat, args.pubkey)
      )
    ),
    resend: withSession(current, (session, args) =>
      spendWithConsent(
        spender(session, async () => {
          const message = session.outbox.resendCost(args.id)
          return message && session.outbox.lastEstimate(message.recipient, message.costSat)
        }),
        args,
        (confirmed) => session.outbox.resend({ ...args, confirmed }),
        () => {
          const message = session.outbox.resendCost(args.id)
          return message === undefined
            ? fail('not-found')
            : question(session, message.costSat, message.recipient, message.wholeSat)
        }
      )
    ),
    leaveRest: withSession(current, ({ outbox }, args) => outbox.leaveRest(args)),
    estimateFee: withSession(current, ({ outbox }, args) => outbox.estimateFee(args)),
    saveData: withSession(current, async ({ inbox }, { id }) => {
      const data = inbox.data(id)
      if (!data.ok) return data
      return saveFile(`message.${data.value.extension}`, data.value.bytes)
    })
  }
}
