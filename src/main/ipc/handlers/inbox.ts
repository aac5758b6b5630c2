import type { ContractCalls } from '../../../shared/ipc/contract'
import type { Pubkey } from '../../../shared/domain/ids'
import { keyOf } from '../../../shared/domain/sender'
import { decisionKey } from '../../../shared/short-key'
import { spendWithConsent, type AskConsent } from '../consent'
import type { CurrentSession } from '../../wallet/api'
import type { SaveFile } from '../ports'
import { withSession, type Served } from '../with-session'

/** The key that a message is sent to, as the person sees it. The contact may only have claimed to have this key. */
const nameOf = (recipient: Pubkey): string => decisionKey(keyOf(recipient))

export function inboxHandlers(
  current: CurrentSession,
  saveFile: SaveFile,
  askConsent: AskConsent
): Served<ContractCalls['inbox']> {
  return {
    conversations: withSession(current, ({ inbox }, args) => inbox.conversations(args)),
    thread: withSession(current, ({ inbox }, args) => inbox.thread(args)),
    machineRun: withSession(current, ({ inbox }, args) => inbox.machineRun(args)),
    search: withSession(current, ({ inbox }, args) => inbox.search(args)),
    markRead: withSession(current, ({ inbox }, args) => inbox.markRead(args)),
    markAllRead: withSession(current, ({ inbox }, args) => inbox.markAllRead(args)),
    setSender: withSession(current, ({ inbox }, args) => inbox.setSender(args)),
    tellApart: withSession(current, ({ inbox }, args) => inbox.tellApart(args)),
    send: withSession(current, (session, args) =>
      spendWithConsent(
        { session, current },
        (confirmed) => session.outbox.send({ ...args, confirmed }),
        () => askConsent({ about: 'message', amountSat: args.maxCostSat, recipient: nameOf(args.pubkey) })
      )
    ),
    requestPayment: withSession(current, (session, args) =>
      spendWithConsent(
        { session, current },
        (confirmed) => session.outbox.requestPayment({ ...args, confirmed }),
        () => askConsent({ about: 'message', amountSat: args.maxCostSat, recipient: nameOf(args.pubkey) })
      )
    ),
    resend: withSession(current, (session, args) =>
      spendWithConsent(
        { session, current },
        (confirmed) => session.outbox.resend({ ...args, confirmed }),
        async () => {
          const message = session.outbox.resendCost(args.id)
          if (message === undefined) return false
          const { costSat, recipient } = message
          return askConsent({ about: 'message', amountSat: costSat, recipient: nameOf(recipient) })
        }
      )
    ),
    estimateFee: withSession(current, ({ outbox }, args) => outbox.estimateFee(args)),
    saveData: withSession(current, async ({ inbox }, { id }) => {
      const data = inbox.data(id)
      if (!data.ok) return data
      return saveFile(`message.${data.value.extension}`, data.value.bytes)
    })
  }
}
