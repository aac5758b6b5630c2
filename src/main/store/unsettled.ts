import type { Unsettled } from '../../shared/domain/unsettled'
import { msat } from '../../shared/money'
import type { Database } from './database'

/**
 * Payments and messages without an outcome. Databases of earlier versions have no table of sent messages, or no column for
 * those whose rest the person decided not to send.
 */
export function readUnsettled(database: Database): Unsettled {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('outgoing')`).all()
  const hasMessages = columns.length > 0
  const leftAlone = columns.some((column) => column.text('name') === 'left_alone') ? 'left_alone' : '0'
  const payments = database
    .prepare(
      `SELECT count(*) FILTER (WHERE state = 'sending') AS sending, count(*) FILTER (WHERE state = 'unknown') AS unknown,
         coalesce(sum(amount_msat), 0) AS amount_msat
       FROM payments WHERE state IN ('sending', 'unknown')`
    )
    .one()
  const messages = hasMessages
    ? database
        .prepare(
          `SELECT count(*) AS open FROM outgoing WHERE state IN ('sending', 'unknown') AND ${leftAlone} = 0`
        )
        .one()
    : undefined
  return {
    sending: payments?.int('sending') ?? 0,
    unknown: payments?.int('unknown') ?? 0,
    amountMsat: msat(payments?.big('amount_msat') ?? 0n),
    messages: messages?.int('open') ?? 0
  }
}
