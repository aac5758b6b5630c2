import type { ContractCalls } from '../../../shared/ipc/contract'
import { fail, ok } from '../../../shared/result'
import { isQrPng } from '../qr-png'
import type { CurrentSession } from '../../wallet/api'
import type { SaveFile } from '../ports'
import { withSession, type Served } from '../with-session'

/** `copyPicture` takes a PNG and returns whether it is on the clipboard. */
export function invoiceHandlers(
  current: CurrentSession,
  saveFile: SaveFile,
  copyPicture: (png: Uint8Array) => Promise<boolean>
): Served<ContractCalls['invoices']> {
  return {
    create: withSession(current, ({ receive }, args) => receive.create(args)),
    get: withSession(current, ({ receive }, args) => receive.get(args)),
    recent: withSession(current, ({ receive }, args) => receive.recent(args)),
    check: withSession(current, ({ receive }, args) => receive.check(args)),
    saveQr: withSession(current, async (session, { paymentHash, png }) => {
      if (session.invoiceText(paymentHash) === undefined) return fail('not-found')
      if (!isQrPng(png)) return fail('write-failed')
      return saveFile(`invoice-${paymentHash.slice(0, 8)}.png`, png)
    }),
    copyQr: withSession(current, async (session, { paymentHash, png }) => {
      if (session.invoiceText(paymentHash) === undefined) return fail('not-found')
      return isQrPng(png) && (await copyPicture(png)) ? ok(undefined) : fail('not-copied')
    })
  }
}
