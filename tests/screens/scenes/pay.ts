import { fail, ok } from '../../../src/shared/result'
import { msat, sat } from '../../../src/shared/money'
import type { PayCard, PayInputView } from '../../../src/shared/domain/pay-card'
import { NO_CAPABILITIES } from '../../../src/shared/domain/node'
import type { Payment } from '../../../src/shared/domain/payment'
import { hashOf, MIRA, NOW, sampleCard, samplePayment } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

function showing(view: PayInputView, play?: Scene['play'], rest: Partial<Scene> = {}): Scene {
  return {
    route: { screen: 'pay', text: sampleCard().invoice },
    answers: { pay: { inspect: () => ok(view) } },
    ...(play === undefined ? {} : { play }),
    ...rest
  }
}
const card = (patch: Partial<PayCard> = {}, play?: Scene['play'], rest?: Partial<Scene>): Scene =>
  showing(
    { kind: 'cards', cards: [sampleCard({ sender: { pubkey: MIRA, name: 'Mira' }, ...patch })] },
    play,
    rest
  )
const paying = (patch: Partial<Payment>, rest?: Partial<PayCard>): Scene =>
  card({ payment: samplePayment(patch), ...rest })

const rent: Partial<PayCard> = {
  amountMsat: msat(1_284_000_000n),
  description: 'Workshop rent, fourth quarter',
  payeeName: 'Hackerspace Lab',
  expiresAt: NOW + 83_520_000,
  verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(10_000n) }
}
const PREIMAGE = '4e15ab3b4378b89fc6f5ec32d0064e15ab3b4378b89fc6f5ec32d0064e15ab3b'

export const scenes: Scenes = {
  'pay-empty': { route: { screen: 'pay' } },
  'pay-card': card({ warnings: ['payee-not-sender'] }),
  'pay-warnings': card({
    warnings: ['expires-soon', 'payee-unknown', 'earlier-attempt-failed'],
    payeeName: undefined,
    expiresAt: NOW + 95_000
  }),
  'pay-lookalike': card({ warnings: ['payee-lookalike'], payeeLooksLike: 'Mira', payeeName: undefined }),
  'pay-route-fee': card({ warnings: ['high-route-fee'], hintedFeeMsat: msat(375_000n) }),
  'pay-link-asks': card({}, ({ fake }) => {
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
  }),
  'pay-too-early': card({}, ({ click }) => click('Pay 2,500 sats')),
  'pay-above-limit': card(rent),
  'pay-sending': paying({ state: 'sending', sentAt: NOW - 7000 }),
  'pay-paid': paying({
    state: 'succeeded',
    proof: 'verified',
    preimage: PREIMAGE,
    sentAt: NOW - 9000,
    settledAt: NOW
  }),
  'pay-paid-no-proof': paying({
    state: 'succeeded',
    proof: 'unavailable',
    sentAt: NOW - 9000,
    settledAt: NOW
  }),
  'pay-mismatch': paying({
    state: 'succeeded',
    proof: 'mismatch',
    preimage: PREIMAGE,
    sentAt: NOW - 9000,
    settledAt: NOW
  }),
  'pay-failed': paying(
    { state: 'failed', failure: 'no-route', nodeText: 'Failed payment' },
    { warnings: ['earlier-attempt-failed'] }
  ),
  'pay-refused-by-payee': card(
    { payment: samplePayment({ state: 'failed', failure: 'rejected-by-payee' }) },
    undefined,
    { state: { capabilities: { ...NO_CAPABILITIES, sendMessage: true } } }
  ),
  'pay-unknown': {
    ...paying({
      state: 'unknown',
      unknown: 'connection-broke',
      createdAt: NOW - 420_000,
      sentAt: NOW - 420_000,
      checkedAt: NOW - 60_000
    }),
    play: ({ click }) => click('Check again')
  },
  'pay-unknown-asks': paying(
    { state: 'unknown', unknown: 'connection-broke', createdAt: NOW - 420_000, sentAt: NOW - 420_000 },
    { retry: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) } }
  ),
  'pay-failed-asks': paying(
    { state: 'failed', failure: 'no-route' },
    { verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) } }
  ),
  'pay-expired': card({ expiresAt: NOW - 60_000 }),
  'pay-other-network': card({ network: 'testnet', verdict: { kind: 'refused', code: 'other-network' } }),
  'pay-no-amount': card({
    amountMsat: undefined,
    description: undefined,
    warnings: ['description-hash-only'],
    verdict: { kind: 'refused', code: 'no-amount' }
  }),
  'pay-offline': card({}, undefined, {
    state: {
      connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 8000, failure: { code: 'refused' } }
    }
  }),
  'pay-refused': {
    ...card({}, async ({ click }) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await click('Pay 2,500 sats')
    }),
    answers: {
      pay: { inspect: () => ok({ kind: 'cards', cards: [sampleCard()] }), send: () => fail('amount-changed') }
    }
  },
  'pay-several': showing({
    kind: 'cards',
    cards: [
      sampleCard(),
      sampleCard({
        invoice: 'lnbc7u1zines',
        paymentHash: hashOf('a1'),
        description: 'Two zines, by post',
        amountMsat: msat(700_000n)
      })
    ]
  }),
  'pay-damaged': showing({ kind: 'damaged-invoice', code: 'bad-checksum' }),
  'pay-lnurl': showing({ kind: 'lnurl' }),
  'pay-demo': card({}, undefined, {
    state: {
      node: { id: 'd' as never, address: '127.0.0.1:38881', security: { kind: 'loopback' }, demo: true },
      unread: 3
    }
  })
}
