import type { Pubkey } from '../../../src/shared/domain/ids'
import { senderOf } from '../../../src/shared/domain/sender'
import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import { sat } from '../../../src/shared/money'
import { fakeActivity, sampleRow } from '../../support/fakes/fake-activity'
import { fakeInbox, sampleMessage } from '../../support/fakes/fake-inbox'
import { MIRA, NOW, sampleCard, sampleLnd, savedNode } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

/** Who writes: proven, only claimed, and one that looks like another. */

const MINUTE = 60_000
const CLAIMS_MIRA = senderOf(MIRA, true)
/** The same beginning and end as Mira's key. */
const LIKE_MIRA =
  `${MIRA.slice(0, 6)}2e80b7d9154a6f03c298ad710bb5e643f92c17c8dae5640f3d27b1${MIRA.slice(60)}` as Pubkey
const UNKNOWN = '' as Pubkey
const JONAS = `02aa${'ab'.repeat(29)}1111` as Pubkey

const CLAIMS_JONAS = senderOf(JONAS, true)

const card = sampleCard({
  payee: LIKE_MIRA,
  payeeName: undefined,
  payeeLooksLike: 'Mira',
  neverPaid: 'anywhere',
  description: '1 × Kochere, 250 g',
  sender: { pubkey: senderOf(MIRA, true), name: 'Mira (unverified)', unprovenName: 'Mira' },
  warnings: ['payee-not-sender', 'sender-unverified'],
  verdict: { kind: 'confirm', reason: 'unverified-sender' },
  expiresAt: NOW + 18 * MINUTE
})
const { answers } = fakeInbox({
  petnames: new Map([
    [MIRA, 'Mira'],
    [JONAS, 'Jonas']
  ]),
  looksLike: new Map([[LIKE_MIRA, MIRA]]),
  messages: [
    sampleMessage({ seq: 1, from: JONAS, text: 'Logo round two is up.', receivedAt: NOW - 90 * MINUTE }),
    sampleMessage({
      seq: 11,
      from: CLAIMS_JONAS,
      text: 'New account for the logo, please.',
      receivedAt: NOW - 4 * MINUTE
    }),
    sampleMessage({ seq: 2, text: 'Two bags are packed and ready to post.', receivedAt: NOW - 80 * MINUTE }),
    sampleMessage({
      seq: 3,
      direction: 'out',
      text: 'Thank you, see you on Thursday.',
      receivedAt: NOW - 70 * MINUTE
    }),
    sampleMessage({
      seq: 7,
      from: LIKE_MIRA,
      text: 'New phone, please write to me here from now on.',
      receivedAt: NOW - 9 * MINUTE,
      read: false
    }),
    sampleMessage({
      seq: 8,
      from: CLAIMS_MIRA,
      text: 'Payment for the coffee did not arrive.',
      receivedAt: NOW - 6 * MINUTE,
      amountSat: sat(21n)
    }),
    sampleMessage({
      seq: 10,
      from: CLAIMS_MIRA,
      text: 'Did you find the address?',
      receivedAt: NOW - 4 * MINUTE,
      replyTo: {
        id: sampleMessage({ seq: 8 }).id,
        seq: 8,
        direction: 'in',
        name: 'Mira (unverified)',
        text: 'Payment for the coffee did not arrive.'
      }
    }),
    sampleMessage({
      seq: 4,
      from: UNKNOWN,
      serviceType: 'tip',
      text: 'For the concert. Keep the tip jar open!',
      amountSat: sat(500n),
      receivedAt: NOW - 50 * MINUTE
    }),
    ...Array.from({ length: 12 }, (_, minute) =>
      sampleMessage({
        seq: 5 + minute / 100,
        from: UNKNOWN,
        kind: 'machine',
        serviceType: 'podcast',
        text: `Streamed, The Long Wire\nEpisode: Relay towers, at ${minute + 1}:00\nFrom Ada (unverified), with Fountain`,
        amountSat: sat(10n),
        receivedAt: NOW - (47 - minute) * MINUTE
      })
    ),
    sampleMessage({
      seq: 6,
      from: UNKNOWN,
      serviceType: 'podcast',
      amountSat: sat(1000n),
      read: false,
      receivedAt: NOW - 34 * MINUTE,
      text: 'Boost, The Long Wire: Great story. More of these, please.',
      boost: {
        title: 'Boost, The Long Wire',
        episode: 'Episode: Relay towers, at 12:40',
        words: 'Great story. More of these, please.',
        whole: '',
        sender: 'Ada',
        app: 'Fountain'
      }
    }),
    sampleMessage({
      seq: 9,
      from: CLAIMS_MIRA,
      kind: 'invoice',
      receivedAt: NOW - 5 * MINUTE,
      read: false,
      text: `Please pay this one instead.\n${card.invoice}`,
      invoices: [card]
    })
  ]
})
const at = (pubkey: Pubkey, play?: Scene['play'], state: Scene['state'] = {}): Scene => ({
  state: { unread: 2, capabilities: { ...NO_CAPABILITIES, sendMessage: true }, ...state },
  route: { screen: 'inbox', pubkey },
  answers,
  ...(play === undefined ? {} : { play })
})
const lnd = { node: savedNode({ lnd: sampleLnd() }) }
const search = (text: string) => async (): Promise<void> => {
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')
  if (field === null) return
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((resolve) => setTimeout(resolve, 300))
}
const key: Scene['play'] = ({ click }) => click(/^Public key/u)

export const scenes: Scenes = {
  'senders-proven': at(MIRA),
  'senders-proven-key': at(MIRA, key, lnd),
  'senders-reported-key': at(MIRA, key),
  'senders-only-claimed': at(CLAIMS_JONAS),
  'senders-claimed': at(CLAIMS_MIRA),
  'senders-claimed-key': at(CLAIMS_MIRA, key),
  'senders-claimed-found': at(MIRA, search('coffee')),
  'senders-claimed-activity': {
    route: { screen: 'activity' },
    answers: fakeActivity([
      sampleRow({
        kind: 'message',
        state: 'received',
        title: 'Payment for the coffee did not arrive.',
        counterparty: 'Mira',
        unverified: true,
        at: NOW - 6 * MINUTE
      }),
      sampleRow({
        kind: 'message',
        state: 'received',
        title: 'Thank you for Thursday',
        key: 'm:2',
        counterparty: 'Jonas',
        at: NOW - 60 * MINUTE
      })
    ]).answers
  },
  'senders-lookalike': at(LIKE_MIRA),
  'senders-unknown': at(UNKNOWN),
  'senders-menu': at(MIRA, ({ click }) => click('Inbox options')),
  'senders-claimed-options': at(CLAIMS_MIRA, ({ click }) => click('Options for this sender'))
}
