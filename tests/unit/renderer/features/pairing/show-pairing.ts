import { screen } from '@testing-library/svelte'
import type { PairingCheck, PairingState } from '../../../../../src/shared/domain/pairing'
import { fakeImp, type FakeImp, type SomeAnswers } from '../../../../support/fakes/fake-imp'
import { givenDetails, pairingState, savedLnd } from '../../../../support/fixtures/sample-pairing'
import { NOW, sampleState } from '../../../../support/fixtures/samples'
import { showApp } from '../../show-app'

// The window loads this file on demand. Here it is loaded before a test starts its clock.
import '../../../../../src/renderer/features/pairing/Pairing.svelte'

export const firstRun = { node: undefined, connection: { phase: 'idle' as const } }
export const kitchen = savedLnd('k1', { certificateSince: Date.UTC(2025, 9, 2) })
export const connected = {
  node: kitchen,
  nodes: [kitchen],
  connection: { phase: 'ready' as const, since: NOW }
}
export const heading = () => screen.getByRole('heading', { level: 1 })
export const LINK = 'lndconnect://umbrel.local:10009?macaroon=AgEDbG5k'

export async function showPairing(patch: Partial<PairingState>, answers: SomeAnswers = {}): Promise<FakeImp> {
  const again = patch.again === undefined ? firstRun : connected
  const fake = fakeImp(sampleState({ ...again, pairing: pairingState(patch) }), answers)
  await showApp(fake, { screen: 'connect' })
  return fake
}
export const showCheck = (
  check: PairingCheck,
  patch: Partial<PairingState> = {},
  answers: SomeAnswers = {}
) => showPairing({ details: givenDetails(), check, ...patch }, answers)
export const transfer = (text: string, files: File[] = []) => ({ files, items: [], getData: () => text })
