import type { ContractCalls } from '../../../shared/ipc/contract'
import { ok } from '../../../shared/result'
import { localDate } from '../../wallet/export/local-day'
import type { CurrentSession } from '../../wallet/api'
import type { Exporter, SaveFile } from '../ports'
import { withSession, type Served } from '../with-session'

const today = (): string => localDate(Date.now())

export function activityHandlers(
  current: CurrentSession,
  saveFile: SaveFile,
  exporter: Exporter
): Served<ContractCalls['activity']> {
  return {
    page: withSession(current, ({ activity }, args) => activity.page(args)),
    anchors: withSession(current, ({ activity }, args) => activity.anchors(args)),
    totals: withSession(current, ({ activity }, args) => activity.totals(args)),
    details: withSession(current, ({ activity }, args) => activity.details(args)),
    setNote: withSession(current, ({ activity }, args) => activity.setNote(args)),
    export: withSession(current, ({ activity }, order) => {
      return exporter.run(`imp-wallet-activity-${today()}.${order.format}`, activity.export(order))
    }),
    exportAll: withSession(current, ({ activity }, { format }) =>
      exporter.runFolder(`imp-wallet-${today()}`, activity.exportAll(format))
    ),
    cancelExport: () => {
      exporter.cancel()
      return ok(undefined)
    },
    saveProof: withSession(current, async ({ activity }, { paymentHash }) => {
      const proof = activity.proof(paymentHash)
      return proof.ok ? saveFile(proof.value.name, Buffer.from(proof.value.text, 'utf8')) : proof
    })
  }
}
