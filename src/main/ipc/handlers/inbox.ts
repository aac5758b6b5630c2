import type { ContractCalls } from '../../../shared/ipc/contract'
import type { SaveFile } from '../../desktop/save-file'
import { withSession, type CurrentSession, type Served } from '../serve'

export function inboxHandlers(current: CurrentSession, saveFile: SaveFile): Served<ContractCalls['inbox']> {
  return {
    conversations: withSession(current, ({ inbox }, args) => inbox.conversations(args)),
    thread: withSession(current, ({ inbox }, args) => inbox.thread(args)),
    machineRun: withSession(current, ({ inbox }, args) => inbox.machineRun(args)),
    search: withSession(current, ({ inbox }, args) => inbox.search(args)),
    markRead: withSession(current, ({ inbox }, args) => inbox.markRead(args)),
    markAllRead: withSession(current, ({ inbox }, args) => inbox.markAllRead(args)),
    setSender: withSession(current, ({ inbox }, args) => inbox.setSender(args)),
    send: withSession(current, ({ outbox }, args) => outbox.send(args)),
    requestPayment: withSession(current, ({ outbox }, args) => outbox.requestPayment(args)),
    resend: withSession(current, ({ outbox }, args) => outbox.resend(args)),
    saveData: withSession(current, async ({ inbox }, { id }) => {
      const data = inbox.data(id)
      if (!data.ok) return data
      return saveFile(`message.${data.value.extension}`, data.value.bytes)
    })
  }
}
