import type { Sat } from '../money'
import type { Outgoing } from './outgoing'
import type { PayCard } from './pay-card'
import type { MessageId, Millis, Pubkey } from './ids'

/** `machine`: packets, keep-alives and signalling; collapsed and never notified. `binary`: data that is not UTF-8. */
export type MessageKind = 'text' | 'invoice' | 'machine' | 'binary'

export interface Quote {
  readonly id: MessageId
  readonly seq: number
  readonly direction: 'in' | 'out'
  /** Petname or short key of who the conversation is with. */
  readonly name: string
  readonly text: string
}

/** A message as a thread shows it. */
export interface Message {
  /** Our own number in the order of arrival: the key of paging. */
  readonly seq: number
  readonly id: MessageId
  /** Who the conversation is with: of a message of ours, who it goes to. */
  readonly from: Pubkey
  readonly direction: 'in' | 'out'
  readonly kind: MessageKind
  /** Cut for the screen; the store keeps all of it. Empty for `binary`. */
  readonly text: string
  /** Bytes of the whole data. */
  readonly byteLength: number
  /** True where `text` does not hold everything. */
  readonly truncated: boolean
  readonly serviceType: string
  /** What came with it; of a message of ours, what sending it costs once. */
  readonly amountSat: Sat
  /** When it came, or was written. */
  readonly receivedAt: Millis
  readonly read: boolean
  /** Undefined where the message answers nothing; `missing` where the parent is not in the store. */
  readonly replyTo: Quote | 'missing' | undefined
  /** One card per invoice in the text, with its live state. */
  readonly invoices: readonly PayCard[]
  /** Of a message of ours. */
  readonly outgoing: Outgoing | undefined
}

/** Consecutive machine messages with nothing a person said between them: one line in a thread. */
export interface MachineRun {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly count: number
  readonly firstAt: Millis
  readonly lastAt: Millis
  readonly amountSat: Sat
}

/** An interval in which the wallet was not subscribed: the node does not replay what came then. */
export interface OfflineGap {
  readonly from: Millis
  readonly to: Millis
  /** A frame above the size limit ended the stream: something was certainly dropped. */
  readonly reason: 'offline' | 'oversized-message'
}

/** A message that a search found, as one row. */
export interface FoundMessage {
  readonly seq: number
  readonly from: Pubkey
  /** Petname; empty where there is none. */
  readonly name: string
  readonly direction: 'in' | 'out'
  readonly at: Millis
  /** One line of its text with the first match in it. */
  readonly snippet: string
}

/** What the person decided about a sender. Stays on this computer. */
export interface SenderSettings {
  readonly petname: string
  readonly muted: boolean
  /** Messages that carry less do not notify. */
  readonly minSats: Sat
}

export interface Conversation {
  readonly pubkey: Pubkey
  readonly sender: SenderSettings
  readonly lastSeq: number
  readonly lastAt: Millis
  /** One line describing the last thing a person said, or the machine count. */
  readonly lastLine: string
  readonly lastKind: MessageKind
  readonly unread: number
  /** Where a thread opens and draws its "New" line; undefined where everything was seen. */
  readonly firstUnreadSeq: number | undefined
  readonly receivedSat: Sat
  readonly machineCount: number
}
