import type { Pubkey } from '../../shared/domain/ids'
import type { MachineRun } from '../../shared/domain/message'
import type { Database, Statement } from './database'
import type { MachineRunsRepository } from './machine-runs'
import { FROM_MESSAGES, MESSAGE_COLUMNS, messageOf, type StoredMessage } from './message-row'
import type { SendersRepository } from './senders'

export type WindowAt =
  | { readonly kind: 'before'; readonly seq: number }
  | { readonly kind: 'after'; readonly seq: number }
  | { readonly kind: 'around'; readonly seq: number }

export interface ThreadWindow {
  /** Oldest first. */
  readonly messages: readonly StoredMessage[]
  /** Machine runs in the window. They reach beyond the window's messages at an end of the thread. */
  readonly runs: readonly MachineRun[]
  readonly older: boolean
  readonly newer: boolean
}

const END = Number.MAX_SAFE_INTEGER

/** Reads windows of a conversation by seq, so that the middle of a long one is as fast as its end. */
export class ThreadsRepository {
  private readonly selectBefore
  private readonly selectAfter
  private readonly selectMachine

  constructor(
    database: Database,
    private readonly senders: SendersRepository,
    private readonly runs: MachineRunsRepository
  ) {
    const people = `SELECT ${MESSAGE_COLUMNS} ${FROM_MESSAGES} WHERE m.sender_id = ? AND m.kind <> 'machine'`
    this.selectBefore = database.prepare(`${people} AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`)
    this.selectAfter = database.prepare(`${people} AND m.seq > ? ORDER BY m.seq LIMIT ?`)
    this.selectMachine = database.prepare(
      `SELECT ${MESSAGE_COLUMNS} ${FROM_MESSAGES}
       WHERE m.sender_id = ? AND m.kind = 'machine' AND m.seq >= ? AND m.seq <= ? ORDER BY m.seq LIMIT ?`
    )
  }

  window(pubkey: Pubkey, limit: number, at: WindowAt | undefined): ThreadWindow {
    const sender = this.senders.get(pubkey)
    if (sender === undefined) return { messages: [], runs: [], older: false, newer: false }
    const { below, above } = this.around(sender.id, limit, at)
    const messages = [...below.found.reverse(), ...above.found]
    const older = at?.kind === 'after' || below.more
    const newer = at?.kind === 'before' || above.more
    const from = at?.kind === 'after' ? at.seq : older ? (messages[0]?.seq ?? 0) : 0
    const to = at?.kind === 'before' ? at.seq : newer ? (messages.at(-1)?.seq ?? END) : END
    return { messages, runs: this.runs.between(sender.id, from, to), older, newer }
  }

  machine(
    pubkey: Pubkey,
    from: number,
    to: number,
    limit: number
  ): { messages: StoredMessage[]; more: boolean } {
    const sender = this.senders.get(pubkey)
    if (sender === undefined) return { messages: [], more: false }
    const { found, more } = take(this.selectMachine, limit, sender.id, from, to)
    return { messages: found, more }
  }

  private around(senderId: number, limit: number, at: WindowAt | undefined): { below: Taken; above: Taken } {
    const nothing: Taken = { found: [], more: false }
    switch (at?.kind) {
      case undefined:
        return { below: take(this.selectBefore, limit, senderId, END), above: nothing }
      case 'before':
        return { below: take(this.selectBefore, limit, senderId, at.seq), above: nothing }
      case 'after':
        return { below: nothing, above: take(this.selectAfter, limit, senderId, at.seq) }
      case 'around': {
        const half = Math.ceil(limit / 2)
        const above = take(this.selectAfter, half, senderId, at.seq - 1)
        return { below: take(this.selectBefore, limit - above.found.length, senderId, at.seq), above }
      }
    }
  }
}

interface Taken {
  readonly found: StoredMessage[]
  readonly more: boolean
}

/** Reads one row more than wanted, to learn whether there are more. */
function take(statement: Statement, limit: number, ...values: readonly number[]): Taken {
  const rows = statement.all(...values, limit + 1)
  return { found: rows.slice(0, limit).map(messageOf), more: rows.length > limit }
}
