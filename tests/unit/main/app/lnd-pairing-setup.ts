import { vi } from 'vitest'
import { LndPairing } from '../../../../src/main/app/lnd-pairing'
import type { LndPairingDeps } from '../../../../src/main/app/lnd-pairing-deps'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import type { PairedLnd, PairingFailure, PairingState } from '../../../../src/shared/domain/pairing'
import { fail, ok, type Result } from '../../../../src/shared/result'
import { fakeLndNodes, type Answering } from '../../../support/fakes/fake-lnd-node'
import { sampleLnd } from '../../../support/fixtures/samples'

export const LND = sampleLnd()

export const ACCESS = { address: LND.lndAddress, macaroon: '02ff' }

export const DETAILS = {
  form: 'lndconnect',
  address: LND.lndAddress,
  inLink: false,
  key: { scope: 'full', limits: [] }
}

export const PASSED = {
  running: false,
  steps: [
    { id: 'key', state: 'done' },
    { id: 'keysend', state: 'not-known' }
  ],
  findings: { pubkey: LND.pubkey, alias: LND.alias, network: LND.network, version: '0.20.1' }
}

export const PAIRED: PairedLnd = {
  node: 'n1' as NodeId,
  alias: LND.alias,
  network: LND.network,
  version: '0.20.1',
  rights: 'pay-and-receive',
  rootKeyId: '77',
  formerKey: undefined,
  canSendSat: undefined,
  canReceiveSat: undefined
}

export const SAVED: NodeProfile = {
  id: 'n1' as NodeId,
  address: LND.lndAddress,
  security: { kind: 'tls' },
  demo: false,
  lnd: LND
}

export const answers: Answering = ({ kind }) => {
  switch (kind) {
    case 'check':
      return PASSED
    case 'make-key':
      return { ok: true, access: ACCESS, rootKeyId: '77' }
    case 'find-local':
      return [{ folder: '/home/x/.lnd', address: '127.0.0.1:10009', network: 'regtest' }]
    case 'forget':
    case 'cancel-check':
      return undefined
    default:
      return { ok: true, key: true, details: DETAILS }
  }
}

export function setUp(answer: Answering = answers, more: Partial<LndPairingDeps> = {}) {
  const processes = fakeLndNodes(answer)
  const states: (PairingState | undefined)[] = []
  const clipboard = { text: 'lndconnect://secret', cleared: 0 }
  const hidden: string[] = []
  const isLatest = vi.fn(() => true)
  const prepared = { load: vi.fn(), prepare: vi.fn(), discard: vi.fn() }
  const keep = vi.fn((_outcome: unknown) => Promise.resolve<Result<PairedLnd, PairingFailure>>(ok(PAIRED)))
  const pairing = new LndPairing({
    start: processes.start,
    prepared,
    changed: (state) => states.push(state),
    savedNode: (id) => (id === SAVED.id ? SAVED : undefined),
    readMacaroon: () => '01',
    pair: { choose: () => isLatest, keep },
    clipboard: {
      read: () => Promise.resolve(clipboard.text),
      clear: () => {
        clipboard.cleared += 1
      }
    },
    chooseFiles: () => Promise.resolve(ok(undefined)),
    chooseFolder: () => Promise.resolve(undefined),
    trustShown: () => fail('not-found'),
    hide: (given) => hidden.push(given),
    reportBug: (_where, error) => {
      throw error
    },
    ...more
  })
  const asked = () => processes.nodes.flatMap((node) => node.asked)
  return { pairing, ...processes, asked, states, clipboard, hidden, isLatest, keep, prepared }
}
