import type { ContractCalls } from '../../../shared/ipc/contract'
import { fail } from '../../../shared/result'
import type { SaveFile } from '../../desktop/save-file'
import { withSession, type CurrentSession, type Served } from '../serve'

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

export function invoiceHandlers(
  current: CurrentSession,
  saveFile: SaveFile
): Served<ContractCalls['invoices']> {
  return {
    create: withSession(current, ({ receive }, args) => receive.create(args)),
    get: withSession(current, ({ receive }, args) => receive.get(args)),
    recent: withSession(current, ({ receive }, args) => receive.recent(args)),
    check: withSession(current, ({ receive }, args) => receive.check(args)),
    saveQr: withSession(current, async (session, { paymentHash, png }) => {
      if (session.invoiceText(paymentHash) === undefined) return fail('not-found')
      if (!PNG_SIGNATURE.every((byte, at) => png[at] === byte)) return fail('write-failed')
      return saveFile(`invoice-${paymentHash.slice(0, 8)}.png`, png)
    })
  }
}
