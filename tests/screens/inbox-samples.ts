import type { Pubkey } from '../../src/shared/domain/ids'
import type { Invoice } from '../../src/shared/domain/invoice'
import type { Message } from '../../src/shared/domain/message'
import type { Outgoing } from '../../src/shared/domain/outgoing'
import type { PayCard } from '../../src/shared/domain/pay-card'
import { msat, sat } from '../../src/shared/money'
import { fakeInbox, sampleMessage } from '../support/fakes/fake-inbox'
import { hashOf, MIRA, NOW, sampleCard, sampleInvoice, samplePayment } from '../support/fixtures/samples'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const clock = (hours: number, minutes: number, daysAgo = 0) =>
  Date.UTC(2026, 10, 22 - daysAgo, hours, minutes)
const key = (head: string, tail: string) => `${head}${'ab'.repeat(29)}${tail}` as Pubkey

const STRANGER = key('0373', '36a5')
const JONAS = key('02aa', '1111')
export const EXIT = key('02bb', '2222')
const LAB = key('02cc', '3333')
const RISO = key('02dd', '4444')
const DATA = key('03e1', 'fda0')
const RELAY = key('02ee', '5555')

type Part = Partial<Message>

/** Numbers the parts in the order they arrived in. */
const numbered = (parts: readonly Part[]): readonly Message[] =>
  parts.map((part, index) => sampleMessage({ seq: index + 1, ...part }))

const machine = (count: number, from: number, step: number, patch: Part = {}): readonly Part[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'machine',
    text: `{"t":"ping","n":${i}}`,
    receivedAt: from + i * step,
    ...patch
  }))

const paid = sampleCard({
  invoice: 'lnbc210u1paid',
  paymentHash: hashOf('a1'),
  amountMsat: msat(21_000_000n),
  description: '2 × Sidamo, 250 g, whole beans',
  payee: MIRA,
  payeeName: 'Mira',
  payment: samplePayment({
    paymentHash: hashOf('a1'),
    state: 'succeeded',
    proof: 'verified',
    settledAt: clock(18, 22, 1)
  })
})
const courier = sampleCard({ warnings: ['payee-not-sender'] })
const letters: readonly Part[] = Array.from({ length: 120 }, (_, i) => ({
  text: `Old letter number ${i + 1}. ${'More words to fill the line. '.repeat(i % 5)}`,
  receivedAt: clock(1, 0, 20) + i * 3 * HOUR
}))

const everything = numbered([
  {
    from: RELAY,
    text: 'Channel opens tonight at 23:00 UTC.',
    receivedAt: clock(9, 0, 4),
    amountSat: sat(128n)
  },
  { from: DATA, kind: 'binary', text: '', byteLength: 2100, receivedAt: clock(9, 0, 3), amountSat: sat(3n) },
  {
    from: RISO,
    text: 'Proofs are dry, pick-up from Thursday.',
    receivedAt: clock(9, 0, 1),
    amountSat: sat(64n)
  },
  { from: LAB, text: 'Invoice for 1,284,000 sats, open', receivedAt: clock(9, 30, 1), amountSat: sat(310n) },
  ...machine(1440, clock(8, 40, 1), MINUTE, { from: EXIT }),
  {
    from: JONAS,
    text: 'Logo round two is up, same folder as before.',
    receivedAt: clock(8, 52),
    amountSat: sat(1204n)
  },
  {
    from: STRANGER,
    text: 'Is the domain from your post still for sale?',
    receivedAt: clock(9, 30),
    amountSat: sat(10n),
    read: false
  },
  ...letters,
  { text: 'Two bags of Sidamo are packed and ready to post.', receivedAt: clock(17, 58, 1) },
  { kind: 'invoice', text: paid.invoice, receivedAt: clock(18, 4, 1), invoices: [paid] },
  {
    text: 'Payment arrived, thank you. They go out with the nine o’clock van.',
    receivedAt: clock(18, 31, 1),
    replyTo: {
      id: sampleMessage({ seq: 1567 }).id,
      seq: 1567,
      direction: 'in',
      name: 'Mira',
      text: 'Two bags of Sidamo are packed and ready to post.'
    }
  },
  ...machine(46, clock(9, 12), 36_000),
  {
    text: 'Shipping came out lower than I quoted. Here is the difference back.',
    receivedAt: clock(9, 41),
    amountSat: sat(1284n)
  },
  { text: 'Your parcel is 7741-02.', receivedAt: clock(10, 6), read: false },
  {
    kind: 'invoice',
    text: `The courier wants paying directly. This is their invoice, not mine.\n${courier.invoice}`,
    receivedAt: clock(10, 7),
    read: false,
    invoices: [courier]
  }
])

export const full = fakeInbox({
  messages: everything,
  gaps: [{ from: clock(9, 44), to: clock(10, 2), reason: 'offline' }],
  petnames: new Map([
    [MIRA, 'Mira'],
    [JONAS, 'Jonas'],
    [EXIT, 'Tallinn exit'],
    [LAB, 'Hackerspace Lab'],
    [RISO, 'Riso Print Co-op'],
    [RELAY, 'Hilltop relay']
  ]),
  muted: [EXIT]
}).answers

function card(patch: Partial<PayCard>): Part {
  const one = sampleCard({
    payee: MIRA,
    payeeName: 'Mira',
    description: '1 × Kochere, 250 g',
    invoice: `lnbc${patch.paymentHash?.slice(0, 6) ?? ''}`,
    ...patch
  })
  return { kind: 'invoice', text: one.invoice, invoices: [one] }
}
const thread = (parts: readonly Part[]) =>
  fakeInbox({
    messages: numbered(parts.map((part, i) => ({ receivedAt: clock(9, 10) + i * MINUTE, ...part }))),
    petnames: new Map([[MIRA, 'Mira']])
  }).answers

export const cards = thread([
  card({ paymentHash: hashOf('1'), neverPaid: 'anywhere', expiresAt: NOW + 18 * MINUTE + 40_000 }),
  card({
    paymentHash: hashOf('3'),
    payment: samplePayment({ paymentHash: hashOf('3'), sentAt: NOW - 7000 })
  }),
  card({
    paymentHash: hashOf('4'),
    description: 'Riso paper, A3, 200 sheets',
    amountMsat: msat(9_300_000n),
    payment: samplePayment({ paymentHash: hashOf('4'), state: 'unknown', unknown: 'deadline' })
  }),
  card({
    paymentHash: hashOf('5'),
    amountMsat: msat(700_000n),
    description: undefined,
    warnings: ['description-hash-only'],
    expiresAt: clock(10, 20)
  }),
  card({
    paymentHash: hashOf('2'),
    amountMsat: msat(1_284_000_000n),
    description: 'Workshop rent, fourth quarter',
    expiresAt: NOW + 23 * HOUR,
    verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(10_000n) }
  })
])
export const odd = thread([
  { text: 'Yes, that works for me.', replyTo: 'missing' },
  { kind: 'binary', text: '', byteLength: 2100, amountSat: sat(3n) },
  { text: `abc \u202Edesrever\u202C \u0007bell, \u200bzero width and Z${'\u0301'.repeat(2000)} marks` },
  { text: 'مرحبا، هذه رسالة بالعربية', amountSat: sat(2_100_000_000_000_000n) },
  { text: '<img src=x onerror=alert(1)><b>bold</b>' },
  { text: 'A long text. '.repeat(60), truncated: true, byteLength: 480_000, amountSat: sat(534n) }
])

const outgoing = (patch: Partial<Outgoing>): Outgoing => ({
  state: 'sent',
  failure: undefined,
  unknown: undefined,
  nodeText: undefined,
  said: undefined,
  attempts: 1,
  sentAt: NOW - 4000,
  ...patch
})
/** An invoice of ours that went as a message. */
function asked(patch: Partial<Invoice>): Part {
  const invoice = sampleInvoice({ paymentHash: hashOf(patch.state ?? 'e5'), ...patch })
  const one = sampleCard({ invoice: invoice.invoice, paymentHash: invoice.paymentHash, own: invoice })
  return {
    direction: 'out',
    kind: 'invoice',
    text: one.invoice,
    invoices: [one],
    outgoing: outgoing({})
  }
}
export const own = thread([
  { text: 'Two bags of Sidamo are packed and ready to post.' },
  {
    direction: 'out',
    text: 'Thank you! Please put the invoice in the parcel.',
    outgoing: outgoing({}),
    replyTo: {
      id: sampleMessage({ seq: 1 }).id,
      seq: 1,
      direction: 'in',
      name: 'Mira',
      text: 'Two bags of Sidamo are packed and ready to post.'
    }
  },
  {
    direction: 'out',
    text: 'Is it on its way?',
    outgoing: outgoing({ state: 'failed', failure: 'no-route' })
  },
  { direction: 'out', text: 'Hello?', outgoing: outgoing({ state: 'unknown', unknown: 'connection-broke' }) },
  { direction: 'out', text: 'And one more thing.', outgoing: outgoing({ state: 'sending' }) },
  asked({}),
  asked({ state: 'paid', paidAt: clock(10, 20) })
])
