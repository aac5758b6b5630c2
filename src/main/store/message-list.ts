import type { Database } from './database'
import { FROM_MESSAGES, MESSAGE_COLUMNS, messageOf, type StoredMessage } from './message-row'

/** A message with all of its data. */
export interface WholeMessage {
  readonly message: StoredMessage
  readonly data: Uint8Array
}

/** All messages of all conversations, in the order in which they were stored. */
export class MessageList {
  private readonly selectAfter
  private readonly selectCount

  constructor(database: Database) {
    this.selectAfter = database.prepare(
      `SELECT ${MESSAGE_COLUMNS}, m.data ${FROM_MESSAGES} WHERE m.seq > ? ORDER BY m.seq LIMIT ?`
    )
    this.selectCount = database.prepare('SELECT count(*) AS count FROM messages')
  }

  get count(): number {
    return this.selectCount.one()?.int('count') ?? 0
  }

  after(seq: number, limit: number): WholeMessage[] {
    return this.selectAfter.all(seq, limit).map((row) => {
      const message = messageOf(row)
      return { message, data: row.optionalBytes('data') ?? Buffer.from(message.text, 'utf8') }
    })
  }
}
