import type { Pubkey } from '../../../src/shared/domain/ids'
import { Wallet } from './fault-matrix/wallet'

export interface InboxOrder {
  readonly dbFile: string
  readonly address: string
  readonly from: Pubkey
}

/** Sent to the parent: the texts that a window would show now. */
export interface Shown {
  readonly texts: readonly string[]
}

/** A wallet that only receives and reports messages, until it is killed. */
function play({ dbFile, address, from }: InboxOrder): void {
  /** Starts after the messages that an earlier process has reported. */
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
// Ends with its parent.
process.once('disconnect', () => process.exit())
