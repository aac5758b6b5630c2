import type { Migration } from './migration'

/** Makes it fast to find out whether a payee was paid before, which every pay card tells. */
export const payees: Migration = {
  version: 11,
  sql: `CREATE INDEX payments_by_payee ON payments (payee) WHERE state <> 'failed'`
}
