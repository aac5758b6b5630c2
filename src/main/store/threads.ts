import type { Pubkey } from '../../shared/domain/ids'
import type { Database } from './database'
import type { MachineRunsRepository, StoredRun } from './machine-runs'
import { FROM_MESSAGES, MESSAGE_COLUMNS, messageOf, type StoredMessage } from './message-row'
import type { SendersRepository } from './senders'

export type WindowAt =
  | { readonly kind: 'before'; readonly seq: number }
  | { readonly kind: 'after'; readonly seq: number }
  | { readonly kind: 'around'; readonly seq: number }

export interface ThreadWindow {
  /** Oldest first. */
  readonly messages: readonly StoredMessage[]
  /** Oldest first. */
  readonly runs: readonly StoredRun[]
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
    const entries = [...below.found.reverse(), ...above.found]
    return {
      messages: entries.flatMap(({ message }) => message ?? []),
      runs: entries.flatMap(({ run }) => run ?? []),
      older: at?.kind === 'after' || below.more,
      newer: at?.kind === 'before' || above.more
    }
  }

  /** Machine messages from one seq to another, both included. Oldest first. */
  machine(pubkey: Pubkey, from: number, to: number, limit: number): StoredMessage[] {
    const sender = this.senders.get(pubkey)
    return sender === undefined ? [] : this.selectMachine.all(sender.id, from, to, limit).map(messageOf)
  }

  private around(senderId: number, limit: number, at: WindowAt | undefined): { below: Taken; above: Taken } {
    const nothing: Taken = { found: [], more: false }
    switch (at?.kind) {
      case undefined:
        return { below: this.before(senderId, END, limit), above: nothing }
      case 'before':
        return { below: this.before(senderId, at.seq, limit), above: nothing }
      case 'after':
        return { below: nothing, above: this.after(senderId, at.seq, limit) }
      case 'around': {
        const half = Math.ceil(limit / 2)
        const above = this.after(senderId, at.seq - 1, half)
        return { below: this.before(senderId, at.seq, limit - above.found.length), above }
      }
    }
  }

  /** Entries before a seq, newest first. */
  private before(senderId: number, seq: number, limit: number): Taken {
    const messages = this.selectBefore.all(senderId, seq, limit + 1).map(messageOf)
    const runs = this.runs.before(senderId, seq, limit + 1)
    return take(limit, entriesOf(messages, runs).reverse())
  }

  /** Entries after a seq, oldest first. */
  private after(senderId: number, seq: number, limit: number): Taken {
    const messages = this.selectAfter.all(senderId, seq, limit + 1).map(messageOf)
    const runs = this.runs.after(senderId, seq, limit + 1)
    return take(limit, entriesOf(messages, runs))
  }
}

/** A message of a person, or a run of machine messages. */
interface Entry {
  readonly seq: number
  readonly message?: StoredMessage
  readonly run?: StoredRun
}

interface Taken {
  readonly found: Entry[]
  readonly more: boolean
}

/** Oldest first. */
function entriesOf(messages: readonly StoredMessage[], runs: readonly StoredRun[]): Entry[] {
  return [
    ...messages.map((message) => ({ seq: message.seq, message })),
    ...runs.map((run) => ({ seq: run.firstSeq, run }))
  ].sort((a, b) => a.seq - b.seq)
}

/** `entries` has at least one more than wanted if there are more. */
function take(limit: number, entries: readonly Entry[]): Taken {
  return { found: entries.slice(0, limit), more: entries.length > limit }
}
