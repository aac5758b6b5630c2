import type { NodeId } from '../../src/shared/domain/ids'
import type { SavedNode } from '../../src/shared/domain/node'
import type {
  LndDetails,
  LndProfile,
  PairedLnd,
  PairingCheck,
  PairingState,
  PairingStep,
  PairingStepId
} from '../../src/shared/domain/pairing'
import { sat } from '../../src/shared/money'
import { savedNode } from './samples'

/** Plausible values of a pairing, for tests that care about one field of them. */

export const TRUSTED =
  '4F:1C:9A:E2:07:B8:33:5D:A1:6E:C4:90:2B:F7:58:DC:88:03:EF:41:7A:95:1D:B6:20:CE:69:F3:0A:54:BB:17'
export const RENEWED =
  'C2:70:1D:5B:E8:94:0F:A6:3B:D1:77:2E:60:C9:F4:85:19:AE:52:0C:D8:6F:31:97:E5:08:BC:43:7D:FA:26:60'

export const givenDetails = (patch: Partial<LndDetails> = {}): LndDetails => ({
  form: 'lndconnect',
  address: 'umbrel.local:10009',
  fingerprint: TRUSTED,
  hasMacaroon: true,
  host: 'umbrel',
  ...patch
})

export const pairingState = (patch: Partial<PairingState> = {}): PairingState => ({
  details: undefined,
  socks: undefined,
  again: undefined,
  check: undefined,
  connecting: false,
  paired: undefined,
  ...patch
})

const DONE: readonly PairingStep[] = [
  { id: 'name', state: 'done', detail: '192.168.1.20' },
  { id: 'port', state: 'done', detail: '10009, gRPC' },
  { id: 'certificate', state: 'done', detail: 'TLS 1.3' },
  { id: 'unlocked', state: 'done', detail: '0.20.1' },
  { id: 'key', state: 'done', detail: '4 of 4' },
  { id: 'synced', state: 'done', detail: 'block 911,748' },
  { id: 'keysend', state: 'done', detail: 'accepted' },
  { id: 'can-send', state: 'done' },
  { id: 'can-receive', state: 'done' }
]

/** A check in which every step is done but those in `steps`. */
export function passedCheck(
  steps: Partial<Record<PairingStepId, Omit<PairingStep, 'id'>>> = {},
  patch: Partial<PairingCheck> = {}
): PairingCheck {
  return {
    running: false,
    steps: DONE.map((step) => ({ ...step, ...steps[step.id] })),
    findings: {
      pubkey: `02c4${'5e'.repeat(29)}91be`,
      alias: 'kitchen',
      network: 'mainnet',
      version: '0.20.1',
      rights: { info: true, receive: true, pay: true, sign: true, bake: true },
      canSendSat: sat(842_300n),
      canReceiveSat: sat(1_087_200n)
    },
    ...patch
  }
}

/** A check that stopped at `id`, or runs there; the steps after it wait. */
export function checkAt(
  id: PairingStepId,
  step: Omit<PairingStep, 'id'>,
  patch: Partial<PairingCheck> = {}
): PairingCheck {
  const at = DONE.findIndex((one) => one.id === id)
  return {
    running: step.state === 'running',
    steps: DONE.map((one, index) =>
      index < at ? one : index === at ? { id, ...step } : { id: one.id, state: 'waiting' }
    ),
    findings: {},
    ...patch
  }
}

export const lndProfile = (patch: Partial<LndProfile> = {}): LndProfile => ({
  pubkey: `02c4${'5e'.repeat(29)}91be`,
  alias: 'kitchen',
  network: 'mainnet',
  rights: 'pay-and-receive',
  lndAddress: 'umbrel.local:10009',
  certificate: undefined,
  socks: undefined,
  rootKeyId: '7',
  ...patch
})

export const savedLnd = (id: string, patch: Partial<LndProfile> = {}): SavedNode => {
  const lnd = lndProfile(patch)
  return savedNode({ id, address: lnd.lndAddress, lnd })
}

export const pairedLnd = (patch: Partial<PairedLnd> = {}): PairedLnd => ({
  node: 'n1' as NodeId,
  alias: 'kitchen',
  network: 'mainnet',
  version: '0.20.1',
  rights: 'pay-and-receive',
  rootKeyId: '7',
  canSendSat: sat(842_300n),
  canReceiveSat: sat(1_087_200n),
  ...patch
})
