import type { Store } from '../../src/main/store/store'
import type { MessageId, PaymentHash, Pubkey } from '../../src/shared/domain/ids'
import type { MessageKind } from '../../src/shared/domain/message'
import { msat, sat } from '../../src/shared/money'

/** Sunday 22 November 2026, 10:00 UTC. */
const AT = Date.UTC(2026, 10, 22, 10)
const MINUTE = 60_000
const MIRA = `03b2${'7c'.repeat(29)}8425` as Pubkey
const COURIER = `036d${'4a'.repeat(29)}e8df` as Pubkey
const hash = (digit: string) => digit.repeat(64) as PaymentHash

/**
 * Something of each kind that a wallet keeps. What it writes is kept in tests/profiles for every version of the
 * database, so it may grow, and a kept profile stays as it was.
 */
export function writeRecords(store: Store): void {
  const message = (
    minute: number,
    from: Pubkey,
    kind: MessageKind,
    text: string | Uint8Array,
    amountSat = 0n
  ) => ({
    id: `message-${minute}` as MessageId,
    idDerived: false,
    from,
    address: undefined,
    direction: 'in' as const,
    kind,
    serviceType: 'text',
    amountSat,
    countedSat: amountSat,
    replyTo: '',
    receivedAt: AT + minute * MINUTE,
    text: typeof text === 'string' ? text : undefined,
    data: typeof text === 'string' ? Buffer.from(text) : text,
    brought: amountSat > 0n ? { amountMsat: msat(amountSat * 1000n), title: 'Message from Mira' } : undefined
  })
  const invoice = (digit: string, memo: string, sats: bigint) => ({
    paymentHash: hash(digit),
    invoice: `lnbcrt${digit}`,
    amountMsat: msat(sats * 1000n),
    memo,
    network: 'regtest' as const,
    createdAt: AT,
    expiresAt: AT + 60 * MINUTE,
    state: 'open' as const,
    paidAt: undefined,
    note: ''
  })
  const payment = (digit: string, description: string, sats: bigint) => ({
    paymentHash: hash(digit),
    invoice: `lnbcrt${digit}`,
    amountMsat: msat(sats * 1000n),
    description,
    payee: COURIER,
    network: 'regtest' as const,
    expiresAt: AT + 60 * MINUTE,
    messageId: undefined,
    oneClick: true
  })
  const written = store.write(() => {
    store.identity.learn({ pubkey: `02${'ab'.repeat(32)}` as Pubkey, network: 'regtest' }, AT)
    store.senders.setSettings(MIRA, { petname: 'Mira', muted: false, minSats: sat(10n) })
    store.messages.addAll([
      message(1, MIRA, 'text', 'Grüße 🌞, the parcel is on its way', 21n),
      message(2, MIRA, 'invoice', `Please pay lnbcrt${'7'.repeat(40)}`),
      message(3, MIRA, 'machine', '{"type":"keep-alive"}'),
      message(4, COURIER, 'binary', Uint8Array.of(0xff, 0xfe, 0x00, 0x01)),
      message(5, COURIER, 'text', 'x'.repeat(40_000))
    ])
    store.conversations.markRead(MIRA, 1)
    store.gaps.open(AT + 6 * MINUTE, 'offline')
    store.gaps.close(AT + 9 * MINUTE)
    store.gaps.sawStream(AT + 10 * MINUTE)

    for (const one of [
      invoice('1', 'Waiting', 1000n),
      invoice('2', 'Paid', 2000n),
      invoice('3', 'Over', 3000n)
    ])
      store.invoices.add(one)
    store.invoices.moveTo(hash('2'), 'paid', AT + 11 * MINUTE)
    store.invoices.moveTo(hash('3'), 'expired', AT + 61 * MINUTE)

    for (const digit of ['4', '5', '6', '7'])
      store.payments.begin(payment(digit, `Parcel ${digit}`, 500n), AT)
    const preimage = 'fe'.repeat(32)
    store.payments.settle(hash('4'), { state: 'succeeded', preimage, proof: 'verified' }, AT + MINUTE)
    store.payments.settle(hash('5'), { state: 'failed', code: 'no-route', nodeText: 'no route' }, AT + MINUTE)
    store.payments.settle(
      hash('6'),
      { state: 'unknown', code: 'deadline', nodeText: undefined, said: undefined },
      AT + MINUTE
    )
    store.notes.set(`p:${hash('4')}`, 'For the zines')
  })
  if (!written.ok) throw new Error('the records could not be written')
}

/** Everything that the wallet shows of such records, in a form that JSON holds. */
export function whatIsShown(store: Store): unknown {
  const shown = {
    identity: store.identity.get(),
    unread: store.senders.unread,
    conversations: store.conversations.list(50, Number.MAX_SAFE_INTEGER, '').rows,
    threads: [MIRA, COURIER].map((pubkey) => store.threads.window(pubkey, 50, undefined)),
    binary: [...(store.messages.data('message-4' as MessageId) ?? [])],
    longest: store.messages.data('message-5' as MessageId)?.length,
    gaps: store.gaps.between(AT, AT + 60 * MINUTE),
    seenAt: store.gaps.seenAt,
    invoices: store.invoices.recent(50),
    payments: ['4', '5', '6', '7'].map((digit) => store.payments.get(hash(digit))),
    activity: store.activityList.page('all', '', 50),
    sums: store.activityList.sums(''),
    found: {
      messages: store.messageSearch.find('parcel', undefined, 50, Number.MAX_SAFE_INTEGER),
      activity: store.activityList.page('all', 'zines', 50)
    }
  }
  return JSON.parse(JSON.stringify(shown, (_key, value: unknown) => inJson(value)))
}

function inJson(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'string' && value.length > 1000 ? `${value.length} characters` : value
}
