import type { MessageId, PaymentHash, Pubkey } from '../../../../src/shared/domain/ids'
import type { Invoice } from '../../../../src/shared/domain/invoice'
import type { SettledMessage } from '../../../../src/shared/domain/outgoing'
import type { Payment } from '../../../../src/shared/domain/payment'
import { msat, sat } from '../../../../src/shared/money'
import {
  type ArrivedMessage,
  type NotificationEvent,
  type NotificationContext
} from '../../../../src/shared/policy/notification-policy'

export type Privacy = NotificationContext['settings']['notificationPrivacy']

export const context = (
  notificationPrivacy: Privacy,
  parts: Partial<NotificationContext> = {}
): NotificationContext => ({
  settings: { notificationPrivacy, notifyPaidInvoices: true, strangerMinSat: '0', unit: 'sats' },
  focused: false,
  muted: false,
  demo: false,
  cardOf: () => undefined,
  ...parts
})

export const KEY = '02aa' as Pubkey

export interface Parts extends Partial<ArrivedMessage> {
  petname?: string
  muted?: boolean
  minSats?: bigint
}

export function message({
  petname = 'Mira',
  muted = false,
  minSats = 0n,
  ...rest
}: Parts = {}): NotificationEvent {
  const base: ArrivedMessage = {
    seq: 7,
    id: 'm7' as MessageId,
    from: KEY,
    sender: { petname, muted, minSats: sat(minSats) },
    kind: 'text',
    amountSat: sat(1n),
    line: 'Your parcel is 7741-02.',
    invoice: undefined
  }
  return { kind: 'message', message: { ...base, ...rest } }
}

export const withInvoice = message({
  kind: 'invoice',
  line: '1 × Kochere, 250 g',
  invoice: { amountMsat: msat(2_500_000n) }
})

export const paid: NotificationEvent = {
  kind: 'invoice-paid',
  invoice: {
    paymentHash: 'ab' as PaymentHash,
    amountMsat: msat(48_000_000n),
    memo: 'Logo sketches'
  } as Invoice
}

export const ended = (state: Payment['state']): NotificationEvent => ({
  kind: 'payment-ended',
  payment: {
    paymentHash: 'cd' as PaymentHash,
    amountMsat: msat(700_000n),
    description: 'Stamps',
    state
  } as Payment
})

export const settled = (
  state: SettledMessage['state'],
  parts: Partial<SettledMessage> = {}
): NotificationEvent => ({
  kind: 'message-settled',
  message: { seq: 9, to: KEY, petname: 'Mira', state, line: 'Thursday suits me', ...parts }
})
