import { msat, sat } from '../../../src/shared/money'
import { ok } from '../../../src/shared/result'
import { fakeInbox, sampleMessage, type FakeInbox } from '../../support/fakes/fake-inbox'
import { MIRA, NOW } from '../../support/fixtures/samples'
import { own, receiver } from '../lnd-state'
import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import type { Outgoing } from '../../../src/shared/domain/outgoing'
import type { Hands, Scene, Scenes } from '../scene'

/** Messages through the person's own LND: their price, their parts, and what other programs send. */

const mira = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [
    sampleMessage({ seq: 1, text: 'Your parcel is 7741-02.', receivedAt: NOW - 600_000 }),
    sampleMessage({
      seq: 2,
      serviceType: 'podcast',
      text: 'Boost, The Long Wire: Great story about the relay towers. More of these, please.',
      boost: {
        title: 'Boost, The Long Wire',
        episode: 'Episode: 88, Relay towers, at 12:40',
        words: 'Great story about the relay towers. More of these, please.',
        whole: 'Whole boost: 2,000 sats, as its app says',
        sender: 'Ada',
        app: 'Fountain'
      },
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
const stopped = (part: number, parts: number, more: Partial<Outgoing>) =>
  fakeInbox({
    petnames: new Map([[MIRA, 'Mira']]),
    messages: [
      sampleMessage({
        direction: 'out',
        text: 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(6),
        amountSat: sat(BigInt(parts)),
        receivedAt: NOW - 60_000,
        outgoing: {
          state: 'unknown',
          failure: undefined,
          unknown: 'part-failed',
          nodeText: `part ${part} of ${parts}: Failed payment: FAILURE_REASON_NO_ROUTE`,
          said: 'node',
          attempts: 1,
          sentAt: NOW - 60_000,
          ...more
        }
      })
    ]
  })
const PAID = { feeMsat: msat(2_000n), partFeesMsat: [msat(1_000n), msat(1_000n)] }
const halfWay = stopped(3, 5, PAID)
const sent = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [2_000n, 1_050n, undefined].map((feeMsat, index) =>
    sampleMessage({
      seq: index + 1,
      direction: 'out',
      text: ['Arrived this morning, thank you.', 'See you on Saturday.', 'Goodbye.'][index] ?? '',
      receivedAt: NOW - 60_000,
      outgoing: {
        state: 'sent',
        failure: undefined,
        unknown: undefined,
        nodeText: undefined,
        said: undefined,
        attempts: 1,
        sentAt: NOW - 60_000,
        feeMsat: feeMsat === undefined ? undefined : msat(feeMsat)
      }
    })
  )
})
const inParts = fakeInbox({
  petnames: new Map([[MIRA, 'Mira']]),
  messages: [
    sampleMessage({
      direction: 'out',
      text: 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(6),
      amountSat: sat(4n),
      receivedAt: NOW - 8_000,
      progress: { parts: 4, arrived: 1, feesMsat: [msat(1_000n)], since: NOW - 4_000 },
      outgoing: {
        state: 'sending',
        failure: undefined,
        unknown: undefined,
        nodeText: undefined,
        said: undefined,
        attempts: 1,
        sentAt: NOW - 8_000
      }
    })
  ]
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
const atMira = (inbox: FakeInbox): Scene => ({
  state: own,
  route: { screen: 'inbox', pubkey: MIRA },
  answers: inbox.answers
})
const PLAN = 'Here is the whole plan for Saturday, so that nobody has to ask twice. '.repeat(30)

export const scenes: Scenes = {
  'lnd-thread': thread('Arrived this morning, thank you.'),
  'lnd-thread-parts': thread(PLAN),
  'lnd-thread-dear': dear(thread(PLAN)),
  'lnd-thread-stopped-dear': dear({
    state: own,
    route: { screen: 'inbox', pubkey: MIRA },
    answers: halfWay.answers,
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
  'lnd-thread-stopped': atMira(halfWay),
  'lnd-thread-stopped-fees-unknown': atMira(stopped(3, 3, {})),
  'lnd-thread-stopped-many': atMira(
    stopped(9, 12, {
      feeMsat: msat(8_000n),
      partFeesMsat: Array.from({ length: 8 }, () => msat(1_000n))
    })
  ),
  'lnd-thread-left': atMira(stopped(3, 5, { ...PAID, leftAlone: true })),
  'lnd-thread-sent': atMira(sent),
  'lnd-thread-many-parts': thread(PLAN.repeat(6)),
  'lnd-thread-dear-older-node': dear(
    thread(PLAN, { ...own, capabilities: { ...NO_CAPABILITIES, sendMessage: true, extension: true } })
  ),
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
  }
}
