import type { ContractCalls } from '../../../shared/ipc/contract'
import { withSession, type CurrentSession, type Served } from '../serve'

export function activityHandlers(current: CurrentSession): Served<ContractCalls['activity']> {
  return {
    page: withSession(current, ({ activity }, args) => activity.page(args)),
    anchors: withSession(current, ({ activity }, args) => activity.anchors(args)),
    totals: withSession(current, ({ activity }, args) => activity.totals(args)),
    details: withSession(current, ({ activity }, args) => activity.details(args)),
    setNote: withSession(current, ({ activity }, args) => activity.setNote(args))
  }
}
