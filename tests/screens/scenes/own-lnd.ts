import type { AppState } from '../../../src/shared/domain/app-state'
import type { ConnectFailureCode } from '../../../src/shared/domain/connection'
import type { NodeId } from '../../../src/shared/domain/ids'
import type { SameNode } from '../../../src/shared/domain/same-node'
import type { ChainLag } from '../../../src/shared/domain/pairing'
import type { PayCard } from '../../../src/shared/domain/pay-card'
import { msat, sat } from '../../../src/shared/money'
import { ok } from '../../../src/shared/result'
import { pairedLnd, pairingState, RENEWED, TRUSTED } from '../../support/fixtures/sample-pairing'
import { hashOf, NOW, sampleCard, samplePayment } from '../../support/fixtures/samples'
import { alsoAlice, alsoCabin, kitchenRefused, own, receiver } from '../lnd-state'
import type { Scene, Scenes } from '../scene'

/** The wallet in front of the person's own LND: money, several nodes, and what can be wrong. */

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

const kept = (patch: Partial<SameNode>): SameNode => ({
  ...{ id: 'k4' as NodeId, name: 'kitchen, by Tor', saved: true, way: 'use-records', keptApart: false },
  ...patch
})
const chip = (state: Partial<AppState>): Scene => ({
  state: { ...own, ...state },
  route: { screen: 'pay' },
  play: () => document.querySelector<HTMLElement>('nav button[aria-haspopup]')?.click()
})
const waiting = (code: ConnectFailureCode, lag?: ChainLag): Scene =>
  chip({
    connection: {
      phase: 'backoff',
      attempt: 2,
      retryAt: NOW + 4_000,
      failure: { code, ...(lag === undefined ? {} : { lag }) }
    }
  })
const toNote = () => document.querySelector('main .note')?.scrollIntoView({ block: 'center' })
const toSavedNodes = () =>
  [...document.querySelectorAll('main h3')]
    .find((heading) => heading.textContent.includes('Your nodes'))
    ?.scrollIntoView()
/** The list of the saved nodes in Settings. */
const nodes = (state: Partial<AppState>, then?: Scene['play']): Scene => ({
  state: { ...own, ...state },
  route: { screen: 'settings', section: 'connection' },
  play: async (hands) => {
    toSavedNodes()
    await then?.(hands)
  }
})
export const scenes: Scenes = {
  'lnd-pay-empty': { state: own, route: { screen: 'pay' } },
  'lnd-pay-fee': pay(fee({}), own, { pay: { estimateFee: () => ok(msat(3_000n)) } }),
  'lnd-pay-fee-asked': pay(fee({}), own, { pay: { estimateFee: () => new Promise<never>(() => undefined) } }),
  'lnd-pay-link-asks': pay(fee({}), own, {}, ({ fake }) => {
    fake.emit('open', { to: 'pay', text: 'lnbc99u1other', from: 'link' })
  }),
  'lnd-pay-beyond': pay(fee({}), { ...own, balanceSat: sat(1_920n) }),
  'lnd-pay-beyond-other': pay(fee({}), { ...alsoAlice, balanceSat: sat(1_920n) }),
  'lnd-pay-no-amount': pay(sampleCard({ entry: 'open', amountMsat: undefined })),
  'lnd-pay-paid': pay(
    fee({
      payment: samplePayment({
        state: 'succeeded',
        proof: 'verified',
        preimage: hashOf('4e'),
        feeMsat: msat(2_400n),
        createdAt: NOW - 9_000,
        sentAt: NOW - 9_000,
        settledAt: NOW
      })
    })
  ),
  'lnd-pay-paid-after-all': pay(
    fee({
      payment: samplePayment({
        ...{ state: 'succeeded', proof: 'verified', preimage: hashOf('4e'), feeMsat: msat(2_400n) },
        ...{
          createdAt: NOW - 360_000,
          sentAt: NOW - 360_000,
          checkedAt: NOW,
          settledAt: NOW,
          learnedLate: true
        },
        paidAt: NOW - 351_000
      })
    })
  ),
  'lnd-pay-unknown': pay(
    fee({
      payment: samplePayment({
        ...{ state: 'unknown', unknown: 'connection-broke', sentAt: NOW - 30_000, createdAt: NOW - 30_000 }
      })
    }),
    {
      ...own,
      connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 8000, failure: { code: 'lnd-unreachable' } }
    }
  ),
  'lnd-pay-held': pay(
    fee({
      payment: samplePayment({
        state: 'unknown',
        unknown: 'still-in-flight',
        createdAt: NOW - 420_000,
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
        createdAt: NOW - 420_000,
        sentAt: NOW - 420_000,
        latestReturn: { height: 912_345, at: Date.UTC(2026, 10, 27, 14) }
      })
    })
  ),
  'lnd-pay-overdue': pay(
    fee({
      payment: samplePayment({
        state: 'unknown',
        unknown: 'still-in-flight',
        createdAt: NOW - 172_800_000,
        sentAt: NOW - 172_800_000,
        checkedAt: NOW - 9_000,
        latestReturn: { height: 912_345, at: NOW - 3_600_000 }
      })
    })
  ),
  'lnd-pay-sending-overdue': pay(
    fee({
      payment: samplePayment({
        state: 'sending',
        createdAt: NOW - 172_800_000,
        sentAt: NOW - 172_800_000,
        latestReturn: { height: 912_345, at: NOW - 3_600_000 }
      })
    })
  ),
  'lnd-pay-too-expensive': pay(
    fee({
      payment: samplePayment({ state: 'failed', failure: 'no-route', feeLimitMsat: msat(25_000n) })
    }),
    own,
    {
      pay: {
        estimateFee: () => ok(msat(61_000n)),
        inspect: ({ largestFeeMsat }) =>
          ok({
            kind: 'cards',
            cards: [
              fee({
                payment: samplePayment({ state: 'failed', failure: 'no-route', feeLimitMsat: msat(25_000n) }),
                ...(largestFeeMsat === undefined ? {} : { largestFeeMsat })
              })
            ]
          })
      }
    }
  ),
  'lnd-pay-too-little': pay(
    fee({ payment: samplePayment({ state: 'failed', failure: 'too-little-balance' }) }),
    { ...alsoAlice, balanceSat: sat(1_920n) },
    { pay: { estimateFee: () => ok(msat(3_000n)) } }
  ),
  'lnd-pay-too-little-fee-asked': pay(
    fee({ payment: samplePayment({ state: 'failed', failure: 'too-little-balance' }) }),
    { ...alsoAlice, balanceSat: sat(1_920n) },
    { pay: { estimateFee: () => new Promise<never>(() => undefined) } }
  ),
  'lnd-pay-too-little-refused': pay(
    fee({ payment: samplePayment({ state: 'failed', failure: 'too-little-balance' }) }),
    { ...kitchenRefused, balanceSat: sat(1_920n) },
    { pay: { estimateFee: () => ok(msat(3_000n)) } }
  ),
  'lnd-pay-too-little-not-known': pay(
    fee({ payment: samplePayment({ state: 'failed', failure: 'too-little-balance' }) }),
    { ...alsoAlice, nodes: own.nodes ?? [], balanceSat: sat(1_920n) },
    { pay: { estimateFee: () => ok(msat(3_000n)) } }
  ),
  'lnd-pay-above-limit': pay(
    fee({ verdict: { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(2_000n) } })
  ),
  'lnd-pay-receive-only': pay(fee({}), { ...receiver, nodes: alsoAlice.nodes ?? [] }),
  'lnd-receive': { state: own, route: { screen: 'receive' } },
  'lnd-receive-beyond': {
    state: own,
    route: { screen: 'receive' },
    play: ({ fill }) => fill('Amount', '2,000,000')
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
  'lnd-chip-others': chip(alsoCabin),
  'lnd-chip-key-refused': chip({ connection: { phase: 'blocked', failure: { code: 'lnd-key-refused' } } }),
  'lnd-chip-certificate': chip({
    connection: {
      phase: 'blocked',
      failure: {
        code: 'lnd-certificate-changed',
        ...{ fingerprint: RENEWED, validFrom: Date.UTC(2026, 10, 22, 4, 12) },
        ...{ trustedFingerprint: TRUSTED, trustedSince: Date.UTC(2025, 9, 2) }
      }
    }
  }),
  'lnd-chip-gone': chip({
    connection: { phase: 'backoff', attempt: 3, retryAt: NOW + 8_000, failure: { code: 'lnd-unreachable' } }
  }),
  'lnd-chip-locked': waiting('lnd-locked'),
  'lnd-chip-starting': waiting('lnd-starting'),
  'lnd-chip-behind': waiting('lnd-behind-chain', { blocks: 38, remainingMs: 120_000 }),
  'lnd-settings': {
    state: own,
    route: { screen: 'settings', section: 'connection' },
    answers: { connection: { refresh: () => ok({ lastMessageAt: NOW - 420_000 }) } }
  },
  'lnd-settings-nodes': nodes(alsoCabin),
  'lnd-settings-key-refused': nodes({
    connection: { phase: 'blocked', failure: { code: 'lnd-key-refused' } }
  }),
  'lnd-node-options': nodes({}, ({ click }) => click('Options for kitchen')),
  'lnd-node-options-refused': nodes(alsoCabin, ({ click }) => click('Options for cabin')),
  'lnd-node-forget': nodes({}, async ({ click }) => {
    await click('Options for kitchen')
    await click('Forget…')
  }),
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
