import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Invoice } from '../../src/node/backends/lnd/answers'
import { Journal } from '../../src/node/backends/lnd/journal'
import { RECORD } from '../../src/node/backends/lnd/keysend-records'
import { Mailbox } from '../../src/node/backends/lnd/mailbox'
import { openDatabaseWith } from '../../src/node/cli/open-database'
import { msat } from '../../src/shared/money'
import { sendKeysend, signedText } from './keysend'
import { startNetwork, type TestNetwork } from './network'
import { openNode, temporaryFolder } from './support'

const ALL = 10_000
/** LND makes only some dozens of keysends per second, so most messages are written into the journal directly. */
const MOST_REAL = 2_000
const SENDING_MS = 45_000
const AT_ONCE = 20

let network: TestNetwork

beforeAll(async () => {
  network = await startNetwork()
}, 240_000)
afterAll(() => network.stop(), 60_000)

it(
  '10,000 messages that were sent without a subscriber arrive later, once each and in order',
  { timeout: 180_000 },
  async () => {
    const { alice, bob } = network
    const dataFolder = temporaryFolder()
    const to = await bob.pubkey()
    const first = await openNode(bob, { dataFolder })
    const inbox = first.client.subscribe()
    await first.client.call('Node/GetInfo')
    await sendKeysend(alice, to, [[RECORD.text, Buffer.from('before')]])
    const last = String((await inbox.received(1))[0]?.['id'])
    await first.stop()

    const real: string[] = []
    const until = Date.now() + SENDING_MS
    const lane = async () => {
      while (Date.now() < until && real.length < MOST_REAL) {
        const text = `real ${real.length}`
        real.push(text)
        await sendKeysend(alice, to, await signedText(alice, to, Buffer.from(text)))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    const written = ALL - real.length
    writeMessages(dataFolder, to, written)

    const second = await openNode(bob, { dataFolder })
    const startedAt = performance.now()
    const usage = process.cpuUsage()
    const messages = await second.client.subscribe(last).received(ALL)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    const { user, system } = process.cpuUsage(usage)
    const ownSeconds = ((user + system) / 1e6).toFixed(1)
    process.stderr.write(
      `${real.length} real keysends and ${written} written ones in ${seconds} s, ${ownSeconds} s of it computing\n`
    )
    expect(messages).toHaveLength(ALL)
    const texts = messages.map(({ data }) => String(data))
    expect(texts.slice(0, written)).toEqual(Array.from({ length: written }, (_, index) => `written ${index}`))
    // Concurrent payments settle in any order. LND's order counts.
    expect([...texts.slice(written)].sort()).toEqual([...real].sort())
    const order = messages.slice(written).map((one) => BigInt(String(one['settle_index'])))
    expect(order).toEqual([...order].sort((one, other) => (one < other ? -1 : 1)))
    expect(new Set(messages.map(({ id }) => id)).size).toBe(ALL)
    const from = await alice.pubkey()
    expect(messages.slice(written).every(({ from_pubkey }) => from_pubkey === from)).toBe(true)
  }
)

/** Writes messages into the journal, as if LND had reported them before the real ones. */
function writeMessages(dataFolder: string, pubkey: string, count: number): void {
  const file = readdirSync(dataFolder).find((name) => name.endsWith('.sqlite')) ?? ''
  const journal = new Journal(openDatabaseWith(createRequire(import.meta.url))(join(dataFolder, file)))
  const cursor = journal.cursor() ?? 0n
  const invoice = (index: number): Invoice => ({
    memo: '',
    r_preimage: '',
    r_hash: createHash('sha256').update(`written ${index}`).digest('hex'),
    value_msat: msat(1000n),
    creation_date: 1_700_000_000,
    settle_date: 1_700_000_000 + index,
    payment_request: '',
    expiry: 3600,
    add_index: 1_000_000n + BigInt(index),
    settle_index: 1_000_000n + BigInt(index),
    amt_paid_msat: msat(1000n),
    state: 'SETTLED',
    is_keysend: true,
    htlcs: [
      {
        state: 'SETTLED',
        amp: null,
        custom_records: new Map([[RECORD.text, Buffer.from(`written ${index}`)]])
      }
    ],
    amp_invoice_state: {}
  })
  new Mailbox(journal, pubkey).take(Array.from({ length: count }, (_, index) => invoice(index)))
  journal.setCursor(cursor)
  journal.close()
}
