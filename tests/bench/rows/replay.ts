import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Invoice } from '../../../src/node/backends/lnd/answers'
import { Journal } from '../../../src/node/backends/lnd/journal'
import { RECORD } from '../../../src/node/backends/lnd/keysend-records'
import { Mailbox } from '../../../src/node/backends/lnd/mailbox'
import { msat } from '../../../src/shared/money'
import { median, type BenchRow } from '../row'

const MESSAGES = 10_000
const RUNS = 5
const PUBKEY = `02${'11'.repeat(32)}`

/** A keysend as LND reports it. */
function keysend(index: number): Invoice {
  const text = Buffer.from(`message ${index} ${'x'.repeat(100)}`)
  return {
    memo: '',
    r_preimage: '',
    r_hash: createHash('sha256').update(text).digest('hex'),
    value_msat: msat(1000n),
    creation_date: 1_700_000_000,
    settle_date: 1_700_000_000 + index,
    payment_request: '',
    expiry: 3600,
    add_index: BigInt(index),
    settle_index: BigInt(index),
    amt_paid_msat: msat(1000n),
    state: 'SETTLED',
    is_keysend: true,
    htlcs: [{ state: 'SETTLED', amp: null, custom_records: new Map([[RECORD.text, text]]) }],
    amp_invoice_state: {}
  }
}

/** Delivers everything that the journal holds; returns how long it takes. */
function replay(mailbox: Mailbox): number {
  let delivered = 0
  const subscriber = {
    deliver: () => void (delivered += 1),
    deliverRaw: () => undefined,
    end: () => undefined
  }
  const startedAt = performance.now()
  mailbox.subscribe(subscriber, '')()
  const ms = performance.now() - startedAt
  if (delivered !== MESSAGES) throw new Error(`${delivered} messages were delivered`)
  return ms
}

/** Reads the same rows and drops them. */
function readRows(database: DatabaseSyncInstance): number {
  const startedAt = performance.now()
  const rows = database.prepare('SELECT * FROM message ORDER BY position').all()
  const ms = performance.now() - startedAt
  if (rows.length !== MESSAGES) throw new Error(`${rows.length} rows were read`)
  return ms
}

export const replayed: BenchRow = {
  id: 'replay',
  what: 'replay of 10,000 messages from the journal of the LND node, against reading their rows',
  unit: 'ms',
  limit: 3,
  better: 'lower',
  run: ({ temporaryFolder }) => {
    const database = new DatabaseSync(join(temporaryFolder(), 'journal.sqlite'))
    const journal = new Journal(database)
    const mailbox = new Mailbox(journal, PUBKEY)
    mailbox.take(Array.from({ length: MESSAGES }, (_, index) => keysend(index + 1)))
    const measured: number[] = []
    const floors: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const floor = readRows(database)
      const ours = replay(mailbox)
      if (run === 0) continue
      floors.push(floor)
      measured.push(ours)
    }
    journal.close()
    return Promise.resolve({ measured: median(measured), floor: median(floors) })
  }
}
