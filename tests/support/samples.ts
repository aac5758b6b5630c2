import type { AppState } from '../../src/shared/domain/app-state'
import type { NodeId, PaymentHash, Pubkey } from '../../src/shared/domain/ids'
import type { Invoice } from '../../src/shared/domain/invoice'
import { NO_CAPABILITIES, type SavedNode } from '../../src/shared/domain/node'
import type { LndProfile } from '../../src/shared/domain/pairing'
import type { PayCard } from '../../src/shared/domain/pay-card'
import type { Payment } from '../../src/shared/domain/payment'
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings'
import { msat, sat } from '../../src/shared/money'

/** Plausible values of the domain, for tests that care about one field of them. */

/** Sunday 22 November 2026, 10:25 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 10, 25)
const MINUTE = 60_000

export const hashOf = (digit: string): PaymentHash => digit.repeat(64).slice(0, 64) as PaymentHash
export const COURIER = `036d${'4a'.repeat(29)}e8df` as Pubkey
export const MIRA = `03b2${'7c'.repeat(29)}8425` as Pubkey

export function sampleState(patch: Partial<AppState> = {}): AppState {
  return {
    revision: 1,
    connection: { phase: 'ready', since: NOW - 20 * MINUTE },
    node: { id: 'n1' as NodeId, address: '127.0.0.1:8881', security: { kind: 'loopback' }, demo: false },
    nodes: [],
    identity: undefined,
    capabilities: NO_CAPABILITIES,
    nodeFacts: undefined,
    balanceSat: undefined,
    receivableSat: undefined,
    oneClickSpentSat: sat(18_700n),
    unread: 0,
    storageUnavailable: false,
    recordsGone: undefined,
    pairing: undefined,
    settings: DEFAULT_SETTINGS,
    secretStorage: 'keychain',
    about: {
      version: '0.1.0',
      electron: '45.4.1',
      chromium: '146',
      node: '24',
      platform: 'linux',
      tray: true
    },
    updates: { phase: 'current', checkedAt: undefined },
    ...patch
  }
}

export function savedNode(patch: Partial<Omit<SavedNode, 'id'>> & { readonly id?: string } = {}): SavedNode {
  return {
    address: '127.0.0.1:8881',
    security: { kind: 'loopback' },
    demo: false,
    hasApiKey: false,
    hasClientCertificate: false,
    ...patch,
    id: (patch.id ?? 'n1') as NodeId
  }
}

export function sampleLnd(patch: Partial<LndProfile> = {}): LndProfile {
  return {
    pubkey: COURIER.slice(0, 66),
    alias: 'Hausboot',
    network: 'mainnet',
    rights: 'pay-and-receive',
    lndAddress: '192.168.1.20:10009',
    certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    socks: undefined,
    rootKeyId: '77',
    ...patch
  }
}

export function sampleCard(patch: Partial<PayCard> = {}): PayCard {
  return {
    invoice: 'lnbc25u1p4s90fqpp5cae5uwtpx0jpnnqs4n0s0qkayfzxyjs3h6az9jsp3xgzaufjsjvs',
    paymentHash: hashOf('c7'),
    amountMsat: msat(2_500_000n),
    description: 'Courier, parcel 7741-02',
    payee: COURIER,
    payeeName: 'Ostkurier',
    network: 'mainnet',
    createdAt: NOW - 18 * MINUTE,
    expiresAt: NOW + 42 * MINUTE + 10_000,
    warnings: [],
    verdict: { kind: 'one-click' },
    payment: undefined,
    elsewhere: undefined,
    own: undefined,
    ...patch
  }
}

export function samplePayment(patch: Partial<Payment> = {}): Payment {
  const card = sampleCard()
  return {
    paymentHash: card.paymentHash,
    invoice: card.invoice,
    amountMsat: msat(2_500_000n),
    description: card.description,
    payee: card.payee,
    network: card.network,
    expiresAt: card.expiresAt,
    state: 'sending',
    failure: undefined,
    unknown: undefined,
    nodeText: undefined,
    said: undefined,
    preimage: undefined,
    proof: undefined,
    attempts: 1,
    createdAt: NOW,
    sentAt: NOW,
    checkedAt: undefined,
    settledAt: undefined,
    learnedLate: false,
    messageId: undefined,
    note: '',
    ...patch
  }
}

export function sampleInvoice(patch: Partial<Invoice> = {}): Invoice {
  return {
    paymentHash: hashOf('d6'),
    invoice:
      'lnbc480u1p4s90fqpp5668u8vsv4u4hqyvcqtdhjs9g7jfdzgtnuw6gnkqphwxds3hheenqsp5tup2au497fd8ln533q9try92gev5ee3serccuealdr0ygywv8n8sdpvf3hkwmeqwd4k2arrdpjhxtpqwdjkxmmwvss8ymm4dejqxqrrsscqzzs9qy9ssql4dr0met9pyczcj2dcylfc02wly7yj4sh4p0frqjvgnyzle6djwr4u0vs3scfh8yh57cw9uhajssmp4zj0042n90u562arnuzge5q3qq8fqaeu',
    amountMsat: msat(48_000_000n),
    memo: 'Logo sketches, second round',
    network: 'mainnet',
    createdAt: NOW - 16 * MINUTE,
    expiresAt: NOW + 44 * MINUTE,
    state: 'open',
    paidAt: undefined,
    note: '',
    ...patch
  }
}
