import type { Pubkey } from '../../../src/shared/domain/ids'
import type { PaymentHash } from '../../../src/shared/domain/ids'
import { msat } from '../../../src/shared/money'
import type { Store } from '../../../src/main/store/store'
import { incomingMessage } from '../../../src/main/wallet/inbox/incoming'
import { Prose } from './prose'

/** The search term. It occurs in the same number of records, evenly spread, however many there are. */
export const PLANTED = 'Zwetschgenkuchen'
export const PLANTED_COUNT = 20

const SEED = 7
const BATCH = 500
/** Milliseconds between two records. The long and the short list have the same number of rows per day. */
const EVERY_MS = 5 * 60_000
const PEOPLE = 40
const DAY_MS = 86_400_000

const isPlanted = (index: number, count: number): boolean => index % Math.floor(count / PLANTED_COUNT) === 0

/** In transactions of a moderate size, oldest first, the last of them now. */
function fill(
  store: Store,
  count: number,
  write: (from: number, to: number, at: (i: number) => number) => void
) {
  const begin = Date.now() - count * EVERY_MS
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(from + BATCH, count)
    const written = store.write(() => write(from, to, (index) => begin + index * EVERY_MS))
    if (!written.ok) throw new Error(written.error.detail)
  }
}

/** Every second record a payment, the others invoices; all of them settled. */
export function fillActivity(store: Store, count: number): void {
  const prose = new Prose(SEED)
  const payees = Array.from({ length: PEOPLE }, () => `02${prose.hex(64)}` as Pubkey)
  fill(store, count, (from, to, at) => {
    for (let index = from; index < to; index += 1) {
      const paymentHash = prose.hex(64) as PaymentHash
      const planted = isPlanted(index, count) ? `, ${PLANTED}` : ''
      const common = {
        paymentHash,
        invoice: `lnbcrt1${prose.hex(200)}`,
        amountMsat: msat(BigInt(1 + prose.below(90_000)) * 1_000n),
        network: 'regtest' as const,
        expiresAt: at(index) + DAY_MS
      }
      const words = prose.sentence(3 + prose.below(4)) + planted
      if (index % 2 === 0) {
        const payee = payees[prose.below(PEOPLE)] ?? ('' as Pubkey)
        const draft = { ...common, description: words, payee, messageId: undefined, oneClick: false }
        store.payments.begin(draft, at(index))
        const outcome = { state: 'succeeded', preimage: prose.hex(64), proof: 'verified' } as const
        store.payments.settle(paymentHash, outcome, at(index) + 1_000)
      } else {
        const invoice = { ...common, memo: words, createdAt: at(index), note: '' }
        store.invoices.add({ ...invoice, state: 'paid', paidAt: at(index) + 1_000 })
      }
    }
  })
}

/** Half of the messages, the last among them, in one conversation, the others among many; all of them read. */
export function fillInbox(store: Store, count: number): void {
  const prose = new Prose(SEED)
  const people = Array.from({ length: PEOPLE }, () => `02${prose.hex(64)}`)
  fill(store, count, (from, to, at) => {
    const messages = Array.from({ length: to - from }, (_, offset) => {
      const index = from + offset
      const planted = isPlanted(index, count) ? ` ${PLANTED}.` : ''
      const text = prose.sentence(4 + prose.below(20)) + planted
      const person = index % 2 === 1 ? 0 : prose.below(PEOPLE)
      const message = {
        id: `${prose.hex(8)}-${index}`,
        replyToId: '',
        from: people[person] ?? '',
        claimed: false,
        data: Buffer.from(text),
        serviceType: 'message',
        amount: 1n,
        settledAt: undefined
      }
      return incomingMessage(message, at(index))
    })
    store.messages.addAll(messages)
    // Like the wallet while the stream is idle.
    store.messageIndex.indexNext(messages.length)
  })
  const read = store.write(() => store.conversations.markAllRead())
  if (!read.ok) throw new Error(read.error.detail)
}
