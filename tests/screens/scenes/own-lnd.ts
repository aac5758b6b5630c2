import type { AppState } from '../../../src/shared/domain/app-state'
import type { NodeId } from '../../../src/shared/domain/ids'
import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import type { SameNode } from '../../../src/shared/domain/same-node'
import type { PayCard } from '../../../src/shared/domain/pay-card'
import { msat, sat } from '../../../src/shared/money'
import { ok } from '../../../src/shared/result'
import { fakeInbox, sampleMessage } from '../../support/fakes/fake-inbox'
import { pairedLnd, pairingState, RENEWED, savedLnd, TRUSTED } from '../../support/fixtures/sample-pairing'
import { hashOf, MIRA, NOW, sampleCard, samplePayment } from '../../support/fixtures/samples'
import type { Hands, Scene, Scenes } from '../scene'

/** The wallet in front of the person's own LND: money, messages, several nodes, and what can be wrong. */

const kitchen = savedLnd('k1')
const testing = savedLnd('k2', {
  pubkey: `03a7${'1b'.repeat(29)}55c0`,
  network: 'signet',
  lndAddress: '127.0.0.1:10010'
})
const till = savedLnd('k3', {
  pubkey: `02f1${'9d'.repeat(29)}77aa`,
  alias: 'till',
  rights: 'receive-only',
  lndAddress: '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion:10009'
})
const own: Partial<AppState> = {
  node: kitchen,
  nodes: [kitchen, testing, till],
  capabilities: { ...NO_CAPABILITIES, sendMessage: true, extension: true },
  balanceSat: sat(842_300n),
  receivableSat: sat(1_087_200n)
}
const receiver: Partial<AppState> = { ...own, node: till }

const fee = (card: Partial<PayCard>): PayCard => sampleCard({ largestFeeMsat: msat(25_000n), ...card })
const pay = (card: PayCard, state = own, answers: Scene['answers'] = {}, play?: Scene['play']): Scene => ({
  state,
  route: { screen: 'pay', text: card.invoice },
  answers: {
    ...answers,
    pay: { inspect: () => ok({ kind: 'cards', cards: [card] }), ...answers.pay }
  },
  ...(play === undefined ? {} : { play })
})

const mira = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [
    sampleMessage({ seq: 1, text: 'Your parcel is 7741-02.', receivedAt: NOW - 600_000 }),
    sampleMessage({
      seq: 2,
      serviceType: 'podcast',
      text: 'Boost, The Long Wire\nEpisode: 88, Relay towers, at 12:40\nGreat story about the relay towers. More of these, please.\nWhole boost: 2,000 sats, as its app says\nFrom Ada (unverified), with Fountain',
      amountSat: sat(1_000n),
      receivedAt: NOW - 400_000
    }),
    sampleMessage({
      seq: 3,
      serviceType: 'tip',
      text: 'Thanks for keeping the relay up all weekend.',
      amountSat: sat(530n),
      receivedAt: NOW - 200_000
    })
  ]
})
const stopped = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [
    sampleMessage({
      direction: 'out',
      text: 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(6),
      amountSat: sat(5n),
      receivedAt: NOW - 60_000,
      outgoing: {
        state: 'unknown',
        failure: undefined,
        unknown: 'part-failed',
        nodeText: 'part 3 of 5: Failed payment: FAILURE_REASON_NO_ROUTE',
        said: 'node',
        attempts: 1,
        sentAt: NOW - 60_000
      }
    })
  ]
})
const inParts = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [
    sampleMessage({
      direction: 'out',
      text: 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(6),
      amountSat: sat(4n),
      receivedAt: NOW - 8_000,
      progress: { parts: 4, arrived: 1 },
      outgoing: {
        ...{ state: 'sending', failure: undefined, unknown: undefined, nodeText: undefined },
        ...{ said: undefined, attempts: 1, sentAt: NOW - 8_000 }
      }
    })
  ]
})
const kept = (patch: Partial<SameNode>): SameNode => ({
  ...{ id: 'k4' as NodeId, name: 'kitchen, by Tor', saved: true, way: 'use-records', keptApart: false },
  ...patch
})
const compose =
  (text: string) =>
  async ({ app }: Hands): Promise<void> => {
    app.drafts.of(MIRA).text = text
    await new Promise((resolve) => setTimeout(resolve, 900))
  }
const thread = (text: string, state = own): Scene => ({
  state,
  route: { screen: 'inbox', pubkey: MIRA },
  answers: { ...mira.answers, inbox: { ...mira.answers.inbox, estimateFee: () => ok(msat(3_100n)) } },
  play: compose(text)
})
const dear = (scene: Scene): Scene => ({
  ...scene,
  answers: {
    ...scene.answers,
    inbox: { ...scene.answers?.inbox, estimateFee: () => ok(msat(64_000n)) }
  }
})
const chip = (state: Partial<AppState>): Scene => ({
  state: { ...own, ...state },
  route: { screen: 'pay' },
  play: () => document.querySelector<HTMLElement>('nav button[aria-haspopup]')?.click()
})
const toNote = () => document.querySelector('main .note')?.scrollIntoView({ block: 'center' })
const toSavedNodes = () =>
  [...document.querySelectorAll('main h3')]
    .find((heading) => heading.textContent.includes('Saved nodes'))
    ?.scrollIntoView()
const PLAN = 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(30)

export const scenes: Scenes = {
  'lnd-pay-empty': { state: own, route: { screen: 'pay' } },
  'lnd-pay-fee': pay(fee({}), own, { pay: { estimateFee: () => ok(msat(3_000n)) } }),
  'lnd-pay-beyond': pay(fee({}), { ...own, balanceSat: sat(1_920n) }),
  'lnd-pay-no-amount': pay(sampleCard({ entry: 'open', amountMsat: undefined })),
  'lnd-pay-paid': pay(
    fee({
      payment: samplePayment({
        state: 'succeeded',
        proof: 'verified',
        preimage: hashOf('4e'),
        feeMsat: msat(2_400n),
        sentAt: NOW - 9_000,
        settledAt: NOW
      })
    })
  ),
  'lnd-pay-held': pay(
    fee({
      payment: samplePayment({
        state: 'unknown',
        unknown: 'still-in-flight',
        sentAt: NOW - 420_000,
        checkedAt: NOW - 9_000,
        latestReturn: { height: 912_345, at: Date.UTC(2026, 10, 27, 14) }
      })
    })
  ),
  'lnd-pay-sending-held': pay(
    fee({
      payment: samplePayment({
        state: 'sending',
        sentAt: NOW - 420_000,
        latestReturn: { height: 912_345, at: Date.UTC(2026, 10, 27, 14) }
      })
    })
  ),
  'lnd-pay-receive-only': pay(fee({}), receiver),
  'lnd-receive': { state: own, route: { screen: 'receive' } },
  'lnd-receive-beyond': {
    state: own,
    route: { screen: 'receive' },
    play: ({ fill }) => fill('Amount', '2,000,000')
  },
  'lnd-thread': thread('Arrived this morning, thank you.'),
  'lnd-thread-parts': thread(PLAN),
  'lnd-thread-dear': dear(thread(PLAN)),
  'lnd-thread-stopped-dear': dear({
    state: own,
    route: { screen: 'inbox', pubkey: MIRA },
    answers: stopped.answers,
    play: () => new Promise((resolve) => setTimeout(resolve, 500))
  }),
  'lnd-request': {
    ...thread(''),
    play: async ({ click }) => {
      await click('Request payment')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  },
  'lnd-thread-sending': {
    state: own,
    route: { screen: 'inbox', pubkey: MIRA },
    answers: inParts.answers
  },
  'lnd-thread-stopped': {
    state: own,
    route: { screen: 'inbox', pubkey: MIRA },
    answers: stopped.answers
  },
  'lnd-thread-receive-only': thread('', receiver),
  'lnd-inbox-empty': { state: own, route: { screen: 'inbox' } },
  'lnd-new-message': {
    state: own,
    route: { screen: 'inbox', pubkey: MIRA },
    answers: mira.answers,
    play: async ({ click, fill }) => {
      await click('New message')
      await fill('Public key', 'Mira')
      await click('Write')
    }
  },
  'lnd-same-node': {
    play: toNote,
    state: { ...own, sameNode: kept({ keptApart: false }) },
    route: { screen: 'settings', section: 'connection' }
  },
  'lnd-same-node-apart': {
    play: toSavedNodes,
    state: { ...own, sameNode: kept({ keptApart: true }) },
    route: { screen: 'settings', section: 'connection' }
  },
  'lnd-chip-same-node': chip({ sameNode: kept({ keptApart: false }) }),
  'lnd-chip': chip({}),
  'lnd-chip-key-refused': chip({ connection: { phase: 'blocked', failure: { code: 'lnd-key-refused' } } }),
  'lnd-chip-certificate': chip({
    connection: {
      phase: 'blocked',
      failure: { code: 'lnd-certificate-changed', fingerprint: RENEWED, trustedFingerprint: TRUSTED }
    }
  }),
  'lnd-chip-gone': chip({
    connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 8_000, failure: { code: 'lnd-unreachable' } }
  }),
  'lnd-settings': { state: own, route: { screen: 'settings', section: 'connection' } },
  'lnd-settings-privacy': { state: own, route: { screen: 'settings', section: 'privacy' } },
  'lnd-done-revoked': {
    state: {
      ...own,
      pairing: pairingState({
        again: 'k1' as NodeId,
        paired: pairedLnd({ formerKey: { rootKeyId: '654321', revoked: true } })
      })
    },
    route: { screen: 'connect' }
  },
  'lnd-done-former': {
    state: {
      ...own,
      pairing: pairingState({
        again: 'k1' as NodeId,
        paired: pairedLnd({ formerKey: { rootKeyId: '654321', revoked: false } })
      })
    },
    route: { screen: 'connect' }
  }
}
