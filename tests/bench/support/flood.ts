import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { recordsFile } from '../../../src/main/app/node-records'
import { Database } from '../../../src/main/store/database'
import { bundleProgram } from '../../support/processes/bundle-program'
import type { FloodOrder } from '../../support/processes/flood-process'
import type { BenchContext } from '../row'
import { NODE, writeProfile } from './profile'
import { openWalletWindow, type WalletWindow } from './wallet-window'

export const FLOOD = 200_000

/** A wallet with its window open at the inbox, and the node that will send the messages. */
export interface Calm {
  readonly wallet: WalletWindow
  /** Sends all messages; resolves when they are stored. Calls `look` every second meanwhile. */
  flood(look?: () => void): Promise<void>
}

const SETTLING_MS = 5_000
const LOOK_EVERY_MS = 1_000
const PATIENCE_MS = 240_000
const PROGRESS_EVERY = 50_000

export async function beforeFlood<T>(context: BenchContext, work: (calm: Calm) => Promise<T>): Promise<T> {
  const program = await bundleProgram('tests/support/processes/flood-process.ts', context.temporaryFolder())
  const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
  const node = fork(program, { env, execArgv: [] })
  try {
    const [address] = (await once(node, 'message')) as [string]
    const profile = context.temporaryFolder()
    writeProfile(profile, address, () => undefined)
    const wallet = await openWalletWindow(context.electron, profile)
    try {
      await setTimeout(SETTLING_MS)
      const dbFile = recordsFile(profile, NODE)
      return await work({ wallet, flood: (look) => letCome(node, dbFile, context.progress, look) })
    } finally {
      await wallet.close()
    }
  } finally {
    node.kill()
  }
}

async function letCome(
  node: ChildProcess,
  dbFile: string,
  progress: (text: string) => void,
  look: () => void = () => undefined
): Promise<void> {
  node.send({ count: FLOOD, prefix: 'flood' } satisfies FloodOrder)
  const records = new Database(dbFile)
  const count = records.prepare('SELECT coalesce(max(seq), 0) AS stored FROM messages')
  const until = performance.now() + PATIENCE_MS
  for (let stored = 0, told = 0; stored < FLOOD; stored = count.one()?.int('stored') ?? 0) {
    if (performance.now() > until) throw new Error(`only ${stored} messages were stored`)
    if (stored - told >= PROGRESS_EVERY) {
      told = stored
      progress(`${stored} of ${FLOOD} messages`)
    }
    await setTimeout(LOOK_EVERY_MS)
    look()
  }
  records.close()
}
