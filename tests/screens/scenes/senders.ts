import type { Pubkey } from '../../../src/shared/domain/ids'
import { senderOf } from '../../../src/shared/domain/sender'
import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import { sat } from '../../../src/shared/money'
import { fakeInbox, sampleMessage } from '../../support/fakes/fake-inbox'
import { MIRA, NOW, sampleCard } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

/** Who writes: proven, only claimed, and one that looks like another. */

const MINUTE = 60_000
const CLAIMS_MIRA = senderOf(MIRA, true)
/** The same beginning and end as Mira's key. */
const LIKE_MIRA = `${MIRA.slice(0, 8)}${'7d'.repeat(25)}${MIRA.slice(58)}` as Pubkey
const JONAS = `02aa${'ab'.repeat(29)}1111` as Pubkey

const CLAIMS_JONAS = senderOf(JONAS, true)

const card = sampleCard({
  payee: LIKE_MIRA,
  payeeName: undefined,
  payeeLooksLike: 'Mira',
  neverPaid: 'anywhere',
  description: '1 × Kochere, 250 g',
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
      ...{ seq: 7, from: CLAIMS_JONAS, text: 'New account for the logo, please.' },
      ...{ receivedAt: NOW - 4 * MINUTE }
    }),
    sampleMessage({ seq: 2, text: 'Two bags are packed and ready to post.', receivedAt: NOW - 80 * MINUTE }),
    sampleMessage({
      seq: 3,
      direction: 'out',
      text: 'Thank you, see you on Thursday.',
      receivedAt: NOW - 70 * MINUTE
    }),
    sampleMessage({
      ...{ seq: 4, from: LIKE_MIRA, text: 'New phone, please write to me here from now on.' },
      ...{ receivedAt: NOW - 9 * MINUTE, read: false }
    }),
    sampleMessage({
      ...{ seq: 5, from: CLAIMS_MIRA, text: 'Payment for the coffee did not arrive.' },
      ...{ receivedAt: NOW - 6 * MINUTE, amountSat: sat(21n) }
    }),
    sampleMessage({
      ...{ seq: 6, from: CLAIMS_MIRA, kind: 'invoice', receivedAt: NOW - 5 * MINUTE, read: false },
      ...{ text: `Please pay this one instead.\n${card.invoice}`, invoices: [card] }
    })
  ]
})
const at = (pubkey: Pubkey, play?: Scene['play']): Scene => ({
  state: { unread: 2, capabilities: { ...NO_CAPABILITIES, sendMessage: true } },
  route: { screen: 'inbox', pubkey },
  answers,
  ...(play === undefined ? {} : { play })
})

export const scenes: Scenes = {
  'senders-proven': at(MIRA),
  'senders-only-claimed': at(CLAIMS_JONAS),
  'senders-claimed': at(CLAIMS_MIRA),
  'senders-lookalike': at(LIKE_MIRA),
  'senders-menu': at(MIRA, ({ click }) => click('Inbox options')),
  'senders-claimed-options': at(CLAIMS_MIRA, ({ click }) => click('Options for this sender'))
}
