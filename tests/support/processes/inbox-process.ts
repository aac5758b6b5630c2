import type { Pubkey } from '../../../src/shared/domain/ids'
import { Wallet } from './fault-matrix/wallet'

export interface InboxOrder {
  readonly dbFile: string
  readonly address: string
  readonly from: Pubkey
}

/** What the process tells its parent: texts that a window would show by now. */
export interface Shown {
  readonly texts: readonly string[]
}

/** A wallet that does nothing but receive and show, until it is killed. */
function play({ dbFile, address, from }: InboxOrder): void {
  /** Starts behind what an earlier process has shown. */
  let shownUpTo = 0
  const showNew = (): void => {
    const at = { kind: 'after', seq: shownUpTo } as const
    const thread = wallet.session.inbox.thread({ pubkey: from, limit: 500, at })
    if (thread instanceof Promise || !thread.ok) throw new Error('no thread')
    const { messages, newer } = thread.value
    shownUpTo = messages.at(-1)?.seq ?? shownUpTo
    process.send?.({ texts: messages.map(({ text }) => text) } satisfies Shown)
    if (newer) showNew()
  }
  const wallet = new Wallet({ dbFile, address, listen: (events) => events.on('changed', showNew) })
  const last = wallet.session.inbox.thread({ pubkey: from, limit: 1 })
  if (!(last instanceof Promise) && last.ok) shownUpTo = last.value.messages.at(-1)?.seq ?? 0
}

process.once('message', (order: InboxOrder) => play(order))
// Without its parent it has no purpose.
process.once('disconnect', () => process.exit())
