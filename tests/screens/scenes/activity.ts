import type { ActivityDetails, ActivityRow } from '../../../src/shared/domain/activity'
import type { MessageId } from '../../../src/shared/domain/ids'
import { msat, type Msat } from '../../../src/shared/money'
import { ok } from '../../../src/shared/result'
import { fakeActivity, manyRows, sampleRow } from '../../support/fakes/fake-activity'
import { MIRA, NOW, sampleInvoice, samplePayment } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

const clock = (hours: number, minutes: number, daysAgo = 0) =>
  Date.UTC(2026, 10, 22 - daysAgo, hours, minutes)
const sats = (amount: number): Msat => msat(BigInt(amount) * 1000n)
const PREIMAGE = '4e15ab3b4378b89fc6f5ec32d0064e15ab3b4378b89fc6f5ec32d0064e15ab3b'
const message = { from: MIRA, name: 'Mira', seq: 1 }

const rows: readonly ActivityRow[] = [
  sampleRow({ at: clock(10, 25), counterparty: 'Ostkurier' }),
  sampleRow({ at: NOW - 7000, state: 'sending', title: '1 × Kochere, 250 g', counterparty: 'Mira' }),
  sampleRow({
    kind: 'invoice',
    at: clock(10, 9),
    state: 'open',
    title: 'Logo sketches, second round',
    amountMsat: sats(48_000),
    expiresAt: NOW + 43 * 60_000
  }),
  sampleRow({
    kind: 'message',
    at: clock(9, 41),
    state: 'received',
    title: 'Message from Mira',
    amountMsat: sats(1284)
  }),
  sampleRow({
    at: clock(9, 2),
    state: 'unknown',
    title: 'Riso paper, A3, 200 sheets',
    counterparty: 'Riso Print Co-op',
    amountMsat: sats(9300)
  }),
  sampleRow({
    kind: 'invoice',
    at: clock(20, 47, 1),
    state: 'paid',
    title: 'Poster series, final payment',
    amountMsat: sats(1_284_000)
  }),
  sampleRow({
    at: clock(18, 22, 1),
    title: '2 × Sidamo, 250 g, whole beans',
    counterparty: 'Mira',
    amountMsat: sats(21_000)
  }),
  sampleRow({
    at: clock(16, 10, 1),
    state: 'failed',
    title: 'Stickers',
    counterparty: '0373…36a5',
    amountMsat: sats(700)
  }),
  sampleRow({
    kind: 'invoice',
    at: clock(13, 31, 3),
    state: 'paid',
    title: 'Coffee fund',
    amountMsat: sats(120)
  }),
  sampleRow({
    at: clock(11, 5, 3),
    title: 'Hosting, November',
    counterparty: 'Hilltop relay',
    amountMsat: sats(16_000)
  }),
  sampleRow({
    kind: 'invoice',
    at: clock(9, 0, 3),
    state: 'expired',
    title: 'Two zines, by post',
    amountMsat: sats(2500)
  }),
  sampleRow({ at: clock(8, 0, 3), alarm: true, title: '', counterparty: 'Jonas', amountMsat: sats(700) })
].map((row, index) => ({ ...row, key: `${row.kind[0]}:${index}` }))

function detailsOf(key: string): ActivityDetails | undefined {
  const row = rows.find((one) => one.key === key)
  if (row === undefined) return undefined
  const { at, amountMsat, state, title } = row
  if (row.kind === 'message')
    return { kind: 'message', id: 'm1' as MessageId, message, amountMsat, at, note: '' }
  if (state === 'open' || state === 'paid' || state === 'expired') {
    const expiresAt = row.expiresAt ?? at + 3_600_000
    const paidAt = state === 'paid' ? at + 95_000 : undefined
    return {
      kind: 'invoice',
      invoice: sampleInvoice({ state, memo: title, amountMsat, createdAt: at, expiresAt, paidAt })
    }
  }
  if (state === 'received') return undefined
  const done = state === 'succeeded'
  return {
    kind: 'payment',
    payeeName: row.counterparty,
    message,
    payment: samplePayment({
      state,
      amountMsat,
      description: title,
      createdAt: at,
      sentAt: at,
      settledAt: done ? at + 9000 : undefined,
      proof: row.alarm ? 'mismatch' : done ? 'verified' : undefined,
      preimage: done ? PREIMAGE : undefined,
      unknown: state === 'unknown' ? 'deadline' : undefined,
      failure: state === 'failed' ? 'no-route' : undefined
    })
  }
}

const route = { screen: 'activity' } as const
const { answers } = fakeActivity(rows, detailsOf)
const showing = (title: RegExp): Scene => ({ route, answers, play: ({ click }) => click(title) })

export const scenes: Scenes = {
  activity: { ...showing(/Courier/u), state: { unread: 3 } },
  'activity-list': { route, answers },
  'activity-empty': { route },
  'activity-many': { route, answers: fakeActivity(manyRows(100_000)).answers },
  'activity-unknown': showing(/Riso paper/u),
  'activity-failed': showing(/Stickers/u),
  // Far down in the list: a notification leads there.
  'activity-mismatch': { route: { screen: 'activity', key: 'p:11' }, answers },
  'activity-waiting': showing(/Logo sketches/u),
  'activity-received': showing(/Poster series/u),
  'activity-message': showing(/Message from Mira/u),
  'activity-export': {
    route,
    answers,
    play: () => {
      const buttons = [...document.querySelectorAll('button')]
      const trigger = buttons.find((button) => button.textContent.trim() === 'Export')
      trigger?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    }
  },
  'activity-exporting': {
    route,
    answers: { activity: { ...answers.activity, export: () => new Promise(() => undefined) } },
    play: async ({ fake, app }) => {
      void app.exporting.run('csv', 'all', '')
      fake.emit('exporting', { done: 31_400, total: 100_000 })
      await Promise.resolve()
    }
  },
  'activity-exported': {
    route,
    answers: { activity: { ...answers.activity, export: () => ok(214) } },
    play: ({ app }) => app.exporting.run('csv', 'all', '')
  },
  'activity-nothing': {
    route,
    answers,
    play: async ({ click }) => {
      const field = document.querySelector<HTMLInputElement>('input[type="search"]')
      if (field === null) return
      field.value = 'sidamo'
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await click(/^Failed/u)
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  }
}
