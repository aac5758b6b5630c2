import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { expect, it, onTestFinished } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import type { Pubkey } from '../../../src/shared/domain/ids'
import { demoNode } from '../../support/processes/demo-node'
import { oneOf, seededRandom } from '../../support/processes/fault-matrix/random'
import { until, Wallet } from '../../support/processes/fault-matrix/wallet'
import { removeFolder } from '../../support/fixtures/temporary-folder'

const DISCONNECTS = 200
const PAGE = 500

/** The stored texts of one sender, oldest first. */
function stored(wallet: Wallet, pubkey: Pubkey): string[] {
  const texts: string[] = []
  let seq = 0
  for (;;) {
    const page = wallet.session.inbox.thread({ pubkey, limit: PAGE, at: { kind: 'after', seq } })
    if (page instanceof Promise || !page.ok) throw new Error('no thread')
    texts.push(...page.value.messages.map(({ text }) => text))
    seq = page.value.messages.at(-1)?.seq ?? seq
    if (!page.value.newer) return texts
  }
}

/** Ways to end a stream: gracefully, with an error, by a restart of the node, or by a broken connection. */
const ENDS: readonly { readonly cut: boolean; readonly end: (node: DemoNode) => unknown }[] = [
  { cut: false, end: (node) => node.control.endStreams() },
  { cut: false, end: (node) => node.control.endStreams({ code: status.UNAVAILABLE, text: 'going away' }) },
  { cut: true, end: (node) => node.dropConnections() },
  { cut: true, end: (node) => node.restart() }
]

it(
  'The wallet stores every message of an open stream once and in order, through 200 disconnects at any moment',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-disconnects-'))
    onTestFinished(() => removeFolder(folder))
    const node = await demoNode()
    const wallet = new Wallet({ dbFile: join(folder, 'wallet.db'), address: node.address })
    onTestFinished(() => wallet.session.close())
    const pubkey = node.ledger.peer('Mira')?.pubkey as Pubkey
    const random = seededRandom(11)
    const sent: string[] = []
    /**
     * Messages that were on the way when the connection broke: the node counts them as delivered, and the test cannot
     * know.
     */
    const uncertain = new Set<string>()
    const write = (): string[] =>
      Array.from({ length: Math.floor(random() * 12) }, () => {
        const text = `message ${sent.length + 1}`
        const { delivered } = node.control.sendMessage({ from: 'Mira', data: text })
        if (delivered > 0) sent.push(text)
        return text
      })
    const certain = () => sent.filter((text) => !uncertain.has(text))
    const allStored = () => {
      const kept = new Set(stored(wallet, pubkey))
      return certain().every((text) => kept.has(text))
    }

    await wallet.untilReady()
    for (let count = 0; count < DISCONNECTS; count++) {
      write()
      // Sometimes the disconnect waits for a turn of the loop or for all messages, so that it happens at any moment.
      if (random() < 0.5) await new Promise(setImmediate)
      const { cut, end } = oneOf(random, ENDS)
      if (cut) {
        await until('what was sent is stored', allStored)
        for (const text of write()) uncertain.add(text)
      }
      const before = wallet.timesReady
      await end(node)
      // Until the wallet has a new stream, the node has no subscriber, or writes into a broken connection.
      await wallet.untilReady(before + 1)
    }
    await until('what was sent is stored', allStored)

    const kept = stored(wallet, pubkey)
    expect(new Set(kept).size).toBe(kept.length)
    expect(kept).toEqual(sent.filter((text) => kept.includes(text)))
    expect(certain().length).toBeGreaterThan(500)
    expect(node.messages.peakSubscribers).toBe(1)
  },
  4 * 60_000
)
