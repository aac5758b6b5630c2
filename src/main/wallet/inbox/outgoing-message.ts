import { scanForInvoices } from '../../../shared/bolt11'
import type { MessageId } from '../../../shared/domain/ids'
import { keyOf } from '../../../shared/domain/sender'
import { messageCost } from '../../../shared/message-cost'
import type { NewMessage } from '../../store/message-row'
import type { OutboxCalls } from '../api'

export type SendArgs = Parameters<OutboxCalls['send']>[0]

/** Our own id. The prefix keeps it apart from ids of the node. */
export const idOf = (draftId: string): MessageId => `out:${draftId}` as MessageId

/** A message of ours as it is stored before its request leaves. */
export function outgoingMessage({ draftId, pubkey, text, replyToId }: SendArgs, now: number): NewMessage {
  const data = Buffer.from(text, 'utf8')
  return {
    id: idOf(draftId),
    idDerived: false,
    from: pubkey,
    address: undefined,
    direction: 'out',
    kind: scanForInvoices(text).invoices.length > 0 ? 'invoice' : 'text',
    serviceType: 'message',
    amountSat: messageCost(data.byteLength, keyOf(pubkey)),
    countedSat: 0n,
    replyTo: replyToId ?? '',
    receivedAt: now,
    // What is shown must be what was sent, even if the text contains half a surrogate pair.
    text: data.toString('utf8'),
    data,
    brought: undefined
  }
}
