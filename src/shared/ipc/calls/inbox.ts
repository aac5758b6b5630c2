import * as v from 'valibot'
import type { CreateInvoiceFailure } from '../../domain/invoice'
import {
  INBOX_ORDERS,
  type Conversation,
  type FoundMessage,
  type MachineRun,
  type Message,
  type OfflineGap
} from '../../domain/message'
import type { SendRefusal } from '../../domain/outgoing'
import { MAX_PARTS } from '../../message-cost'
import type { Msat } from '../../money'
import * as s from '../schemas'
import { call } from '../spec'

/** In every call that spends. */
const spending = {
  /** The node that the page shows. Main refuses if another one is active by now. */
  node: s.nodeId,
  /** The button said that it only asks. Main then asks, even if the limits allow the message by now. */
  asksFirst: v.boolean()
}

export const inboxCalls = {
  /** `before`: the last conversation of the page above. Without `order`, the newest first. */
  conversations: call(
    v.object({
      limit: s.pageSize,
      order: v.optional(v.picklist(INBOX_ORDERS)),
      before: v.optional(v.object({ contact: v.boolean(), lastSeq: s.seq })),
      query: v.optional(s.searchText)
    })
  ).returns<{
    readonly conversations: readonly Conversation[]
    readonly more: boolean
  }>(),
  /** Undefined if there is no message with this sender. */
  conversation: call(v.object({ pubkey: s.pubkey })).returns<Conversation | undefined>(),
  /**
   * A window of one thread, oldest first: the last messages, those before or after a seq, or those around one.
   * `limit` counts messages of people and runs of machine messages. A run that grew beyond the seq is returned whole.
   */
  thread: call(
    v.object({
      pubkey: s.pubkey,
      limit: s.pageSize,
      at: v.optional(
        v.variant('kind', [
          v.object({ kind: v.literal('before'), seq: s.seq }),
          v.object({ kind: v.literal('after'), seq: s.seq }),
          v.object({ kind: v.literal('around'), seq: s.seq })
        ])
      )
    })
  ).returns<{
    readonly messages: readonly Message[]
    readonly machine: readonly MachineRun[]
    /**
     * Gaps within the window. The window's time includes the entry that the request names and, at the end of the
     * thread, now.
     */
    readonly gaps: readonly OfflineGap[]
    readonly older: boolean
    readonly newer: boolean
  }>(),
  /** The messages of a machine run, oldest first. */
  machineRun: call(v.object({ pubkey: s.pubkey, fromSeq: s.seq, toSeq: s.seq, limit: s.pageSize })).returns<
    readonly Message[]
  >(),
  /** Newest first. Machine messages are not searched. */
  search: call(
    v.object({
      query: s.searchText,
      /** Searches only this conversation. */
      pubkey: v.optional(s.pubkey),
      limit: s.pageSize,
      before: v.optional(s.seq)
    })
  ).returns<{
    readonly found: readonly FoundMessage[]
    readonly more: boolean
  }>(),
  /** Marks everything up to and including this seq as read. */
  markRead: call(v.object({ pubkey: s.pubkey, upToSeq: s.seq })).returns<undefined>(),
  markAllRead: call(s.nothing).returns<undefined>(),
  setSender: call(
    v.object({
      pubkey: s.pubkey,
      petname: v.pipe(v.string(), v.maxLength(100)),
      muted: v.boolean(),
      minSats: s.satAmount
    })
  ).returns<undefined, 'store-failed'>(),
  /** The person knows both of these keys, so neither is shown as a lookalike of the other any more. */
  tellApart: call(v.object({ pubkey: s.pubkey, other: s.pubkey })).returns<undefined, 'store-failed'>(),
  /**
   * Journals a message and sends it. Returns the message in `sending`; the outcome comes as an event. A second call
   * with the same `draftId` sends nothing and returns the same message.
   */
  send: call(
    v.object({
      ...spending,
      draftId: s.draftId,
      pubkey: s.pubkey,
      text: s.messageText,
      replyToId: v.optional(s.messageId),
      /** The maximum cost that the page showed. Main refuses to send for more. */
      maxCostSat: s.satAmount
    })
  ).returns<Message, SendRefusal>(),
  /**
   * Creates an invoice and sends it as a message, like `send`. If the message is not sent, the invoice stays open.
   */
  requestPayment: call(
    v.object({
      ...spending,
      draftId: s.draftId,
      pubkey: s.pubkey,
      amountSat: s.satAmount,
      memo: s.memo,
      maxCostSat: s.satAmount
    })
  ).returns<Message, SendRefusal | CreateInvoiceFailure>(),
  /**
   * The node's estimate of the fees of a message in this many parts, all together; undefined if the node cannot
   * estimate them. Sends nothing.
   */
  estimateFee: call(
    v.object({
      pubkey: s.pubkey,
      parts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PARTS))
    })
  ).returns<Msat | undefined>(),
  /** Sends a message of ours again that failed or has an unknown outcome. */
  resend: call(
    v.object({
      ...spending,
      id: s.messageId,
      /** The person chose to resend a message with an unknown outcome, after reading what that means. */
      retryUnknown: v.boolean()
    })
  ).returns<Message, SendRefusal | 'not-found'>(),
  /**
   * Keeps a message that stopped half-way as it is: the page no longer offers to send the rest first. It can still be sent
   * later.
   */
  leaveRest: call(v.object({ id: s.messageId })).returns<undefined, 'not-found' | 'store-failed'>(),
  /** Saves the whole data of a message to a file. `false`: the person cancelled. */
  saveData: call(v.object({ id: s.messageId })).returns<boolean, 'not-found' | 'write-failed'>()
}
