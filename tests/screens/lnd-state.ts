import type { AppState } from '../../src/shared/domain/app-state'
import { NO_CAPABILITIES, type SavedNode } from '../../src/shared/domain/node'
import { sat } from '../../src/shared/money'
import { savedLnd } from '../support/fixtures/sample-pairing'
import { NOW } from '../support/fixtures/samples'

const kitchen = savedLnd('k1', {
  keySince: Date.UTC(2026, 9, 2),
  certificateSince: Date.UTC(2025, 9, 2)
})
const testing = savedLnd('k2', {
  pubkey: `03a7${'1b'.repeat(29)}55c0`,
  network: 'signet',
  lndAddress: '127.0.0.1:10010'
})
const till = savedLnd('k3', {
  pubkey: `02f1${'9d'.repeat(29)}77aa`,
  alias: 'till',
  rights: 'receive-only',
  lndAddress: 'till.m.voltageapp.io:10009'
})
/** An LND that refused the wallet's key when it was last in use. */
const cabin: SavedNode = {
  ...savedLnd('k5', {
    pubkey: `03d8${'3c'.repeat(29)}10b6`,
    alias: 'cabin',
    lndAddress: '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion:10009'
  }),
  lastFailure: 'lnd-key-refused'
}
/** The wallet in front of the person's own LND. */
export const own: Partial<AppState> = {
  node: kitchen,
  nodes: [kitchen, testing, till],
  capabilities: { ...NO_CAPABILITIES, sendMessage: true, extension: true, limitsMessageFees: true },
  balanceSat: sat(842_300n),
  receivableSat: sat(1_087_200n),
  nodeFacts: {
    ...{ alias: 'kitchen', software: 'lnd 0.20.1-beta', syncedToChain: true },
    ...{ blockHeight: 911_748, newestBlockAt: NOW - 240_000 }
  }
}
/** The same with an LND whose key can only receive. */
export const receiver: Partial<AppState> = { ...own, node: till }

/** The same with a second LND that can pay. */
const alice = savedLnd('k4', {
  ...{ pubkey: `02c4${'5e'.repeat(29)}91d3`, alias: 'alice', lndAddress: '192.168.1.30:10009' }
})
const kitchenLast = { spendableSat: sat(842_300n), network: 'mainnet', at: NOW - 10 * 86_400_000 } as const
export const alsoAlice: Partial<AppState> = {
  ...own,
  node: alice,
  nodes: [alice, { ...kitchen, lastSpendable: kitchenLast }, testing, till]
}

/** The same if the first LND refused the wallet's key when it was last in use. */
export const kitchenRefused: Partial<AppState> = {
  ...alsoAlice,
  nodes: [alice, { ...kitchen, lastSpendable: kitchenLast, lastFailure: 'lnd-key-refused' }, testing, till]
}

/** The same with an LND that has to be paired again. */
export const alsoCabin: Partial<AppState> = { ...own, nodes: [...(own.nodes ?? []), cabin] }
