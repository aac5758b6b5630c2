import type { Unsettled } from '../../shared/domain/unsettled'
import { msat } from '../../shared/money'
import type { Database } from './database'

/** Payments and messages without an outcome. Databases of the first version have no table of sent messages. */
export function readUnsettled(database: Database): Unsettled {
  const hasMessages =
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'outgoing'`).one() !== undefined
  const payments = database
    .prepare(
      `SELECT count(*) FILTER (WHERE state = 'sending') AS sending, count(*) FILTER (WHERE state = 'unknown') AS unknown,
         coalesce(sum(amount_msat), 0) AS amount_msat
       FROM payments WHERE state IN ('sending', 'unknown')`
    )
    .one()
  const messages = hasMessages
    ? database.prepare(`SELECT count(*) AS open FROM outgoing WHERE state IN ('sending', 'unknown')`).one()
    : undefined
  return {
    sending: payments?.int('sending') ?? 0,
    unknown: payments?.int('unknown') ?? 0,
    amountMsat: msat(payments?.big('amount_msat') ?? 0n),
    messages: messages?.int('open') ?? 0
  }
}
