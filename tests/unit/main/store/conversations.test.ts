import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../../src/main/store/migrations'

describe('the list of conversations with contacts first', () => {
  it('is read in the order of an index, so that a page of 10,000 costs what a page of ten costs', () => {
    const database = new DatabaseSync(':memory:')
    for (const { sql } of migrations) database.exec(sql)
    const plan = database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT s.id FROM senders s JOIN messages m ON m.seq = s.last_seq
         WHERE s.last_seq IS NOT NULL AND (s.contact, s.last_seq) < (0, 5000)
         ORDER BY s.contact DESC, s.last_seq DESC LIMIT 101`
      )
      .all()
    database.close()
    const steps = JSON.stringify(plan)
    expect(steps).toContain('SEARCH s USING')
    expect(steps).toContain('senders_contacts_first')
    expect(steps).not.toContain('TEMP B-TREE')
  })
})
