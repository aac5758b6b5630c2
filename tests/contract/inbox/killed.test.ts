import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import { openStore } from '../../../src/main/store/open'
import type { Pubkey } from '../../../src/shared/domain/ids'
import { bundleProgram } from '../../support/processes/bundle-program'
import { demoNode } from '../../support/processes/demo-node'
import { seededRandom } from '../../support/processes/fault-matrix/random'
import type { InboxOrder, Shown } from '../../support/processes/inbox-process'
import { removeFolder } from '../../support/fixtures/temporary-folder'

const KILLS = 25

/** Peers write without pause until the returned function is called. */
function flood(node: DemoNode): () => void {
  let count = 0
  let going = true
  const write = (): void => {
    if (!going) return
    for (let n = 0; n < 20; n++) node.control.sendMessage({ from: 'Mira', data: `note ${++count}` })
    setTimeout(write, 5)
  }
  write()
  return () => {
    going = false
  }
}

it(
  'The wallet has every message that it showed, whole and searchable, after each of 25 kills under load',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-killed-'))
    onTestFinished(() => removeFolder(folder))
    const program = await bundleProgram('tests/support/processes/inbox-process.ts', folder)
    const node = await demoNode()
    const from = node.ledger.peer('Mira')?.pubkey as Pubkey
    const dbFile = join(folder, 'wallet.db')
    const random = seededRandom(7)
    const shown = new Set<string>()
    onTestFinished(flood(node))

    for (let kill = 0; kill < KILLS; kill++) {
      const before = shown.size
      const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
      const child = fork(program, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      const ended = once(child, 'exit')
      const started = new Promise<void>((resolve) => {
        child.on('message', ({ texts }: Shown) => {
          for (const text of texts) shown.add(text)
          resolve()
        })
      })
      child.send({ dbFile, address: node.address, from } satisfies InboxOrder)
      await Promise.race([started, ended])
      await delay(random() * 150)
      child.kill('SIGKILL')
      await ended
      expect(shown.size).toBeGreaterThan(before)

      const opened = openStore(dbFile)
      if (!opened.ok) throw new Error(opened.error.code)
      const store = opened.value
      const { rows } = store.messageSearch.find('note', undefined, 1_000_000, Number.MAX_SAFE_INTEGER)
      const stored = rows.map(({ text }) => text)
      expect(new Set(stored).size).toBe(stored.length)
      const kept = new Set(stored)
      expect([...shown].filter((text) => !kept.has(text))).toEqual([])
      expect(store.senders.get(from)?.unread).toBe(stored.length)
      expect(store.senders.unread).toBe(stored.length)
      store.close()
    }
  },
  3 * 60_000
)
