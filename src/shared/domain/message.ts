import type { Sat } from '../money'
import type { Outgoing, PartsUnderWay } from './outgoing'
import type { PayCard } from './pay-card'
import type { MessageId, Millis, Pubkey } from './ids'

/**
 * `machine`: packets, keep-alives, signalling and streamed payments; collapsed and never notified. `binary`: data that
 * is not UTF-8.
 */
export type MessageKind = 'text' | 'invoice' | 'machine' | 'binary'

/** `service_type` of a message that carries the podcast record of bLIP-10: a boost, or a streamed payment. */
export const PODCAST = 'podcast'

export interface Quote {
  readonly id: MessageId
  readonly seq: number
  readonly direction: 'in' | 'out'
  /** Petname or short key of the other side of the conversation. */
  readonly name: string
  readonly text: string
}

/** What a podcast app reports with a payment. Nothing proves any of it. Each text is empty if the record has none. */
export interface Boost {
  /** `Boost, The Long Wire`. */
  readonly title: string
  /** `Episode: Relay towers, at 12:40`. */
  readonly episode: string
  /** The listener's message. */
  readonly words: string
  /** The amount that all receivers together got, as a sentence. */
  readonly whole: string
  /** The name that the listener claims. */
  readonly sender: string
  readonly app: string
}

/** A message as a thread shows it. */
export interface Message {
  /** Our own number in the order of arrival; used as the key for paging. */
  readonly seq: number
  readonly id: MessageId
  /** The other side of the conversation: for a message of ours, its recipient. */
  readonly from: Pubkey
  readonly direction: 'in' | 'out'
  readonly kind: MessageKind
  /** Shortened for the screen; the store keeps the whole text. Empty for `binary`. */
  readonly text: string
  /** Length of the whole data in bytes. */
  readonly byteLength: number
  /** Whether `text` is shortened. */
  readonly truncated: boolean
  readonly serviceType: string
  /** The amount that came with the message; for a message of ours, the cost of sending it once. */
  readonly amountSat: Sat
  /** When it arrived or was written. */
  readonly receivedAt: Millis
  readonly read: boolean
  /** Undefined if the message is not a reply; `missing` if the message it replies to is not stored. */
  readonly replyTo: Quote | 'missing' | undefined
  /** Only of a message of a podcast app. `text` has the same in lines. */
  readonly boost?: Boost | undefined
  /** One card per invoice in the text, with its current state. */
  readonly invoices: readonly PayCard[]
  /** Only for a message of ours. */
  readonly outgoing: Outgoing | undefined
  /** Only while a message of ours in several parts is being sent, and if the node reports it. */
  readonly progress?: PartsUnderWay | undefined
}

/**
 * Consecutive machine messages, without a message of a person between them. A thread shows them as one line. Payments
 * streamed to a podcast are a run of their own, unless others come between the first ones.
 */
export interface MachineRun {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly count: number
  readonly firstAt: Millis
  readonly lastAt: Millis
  readonly amountSat: Sat
  readonly streamed?: Streamed
}

/** Payments that an app made while a person listened to a podcast, as their records say. Nothing proves it. */
export interface Streamed {
  /** Undefined if they are for several podcasts. Empty if the records name none. */
  readonly podcast: string | undefined
  /** Undefined if the records do not show that each payment is for a minute. */
  readonly minutes: number | undefined
}

/** An interval without a subscription. The node does not replay its messages. */
export interface OfflineGap {
  readonly from: Millis
  readonly to: Millis
  /** A frame above the size limit ended the stream, so at least one message was lost. */
  readonly reason: 'offline' | 'oversized-message'
}

/** A search result, shown as one row. */
export interface FoundMessage {
  readonly seq: number
  readonly from: Pubkey
  /** Petname; empty if there is none. */
  readonly name: string
  readonly direction: 'in' | 'out'
  readonly at: Millis
  /** One line of the text, around the first match. */
  readonly snippet: string
}

/** The person's settings for a sender. They stay on this computer. */
export interface SenderSettings {
  readonly petname: string
  readonly muted: boolean
  /** Messages with a smaller amount do not notify. */
  readonly minSats: Sat
}

/**
 * The order of the list of conversations. `newest`: latest message first. `contacts-first`: those of contacts before all
 * others, and each part by its latest message.
 */
export const INBOX_ORDERS = ['newest', 'contacts-first'] as const
export type InboxOrder = (typeof INBOX_ORDERS)[number]

/** The place of a conversation in the list, as the cursor of the next page. */
export type ConversationCursor = Pick<Conversation, 'contact' | 'lastSeq'>

/** A sender that another one can be taken for. */
export interface KnownSender {
  readonly pubkey: Pubkey
  /** Petname, or the short key. */
  readonly name: string
  /** Its sender is proven and has a conversation, so the page may lead to it. */
  readonly canOpen: boolean
}

export interface Conversation {
  readonly pubkey: Pubkey
  /**
   * The petname to show; empty if there is none. A claimed sender without its own has that of the proven sender of the
   * same key, with the mark *unverified*.
   */
  readonly name: string
  /** The person gave the sender a petname, wrote to it, or paid it. */
  readonly contact: boolean
  readonly sender: SenderSettings
  /** The known sender that the messages name without a proof: they carry its key, or its petname instead of a key. */
  readonly claimsToBe?: KnownSender
  /**
   * The known sender with another key that looks the same in the short form. Absent once the person said that they know
   * both keys.
   */
  readonly looksLike?: KnownSender
  readonly lastSeq: number
  readonly lastAt: Millis
  /** One line: the last message of a person. Without one, what was streamed; empty for other machine messages. */
  readonly lastLine: string
  readonly lastKind: MessageKind
  readonly unread: number
  /** Where a thread opens and shows its "New" line; undefined if everything was read. */
  readonly firstUnreadSeq: number | undefined
  readonly receivedSat: Sat
  readonly machineCount: number
}
