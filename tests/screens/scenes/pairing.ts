import type { AppState } from '../../../src/shared/domain/app-state'
import type { NodeId } from '../../../src/shared/domain/ids'
import type { LndDetailsFailure, PairingState } from '../../../src/shared/domain/pairing'
import { sat } from '../../../src/shared/money'
import { fail, ok } from '../../../src/shared/result'
import {
  checkAt,
  givenDetails,
  pairedLnd,
  pairingState,
  passedCheck,
  RENEWED,
  savedLnd,
  TRUSTED
} from '../../support/fixtures/sample-pairing'
import { NOW, savedNode } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

const firstRun = { node: undefined, connection: { phase: 'idle' as const } }
const FOUND = [{ id: 'f1', folder: '~/.lnd', address: '127.0.0.1:10009', network: 'mainnet' as const }]

function pairing(
  patch: Partial<PairingState>,
  scene: Partial<Scene> & { state?: Partial<AppState> } = {}
): Scene {
  return {
    ...scene,
    state: { ...firstRun, ...scene.state, pairing: pairingState(patch) },
    route: { screen: 'connect' }
  }
}
const checking = (check: PairingState['check'], patch: Partial<PairingState> = {}) =>
  pairing({ details: givenDetails(), check, ...patch })

const kitchen = savedLnd('k1', { certificateSince: Date.UTC(2025, 9, 2) })
const again = (check: PairingState['check'], patch: Partial<PairingState> = {}): Scene => ({
  state: {
    node: kitchen,
    nodes: [kitchen],
    connection: { phase: 'ready', since: NOW },
    pairing: pairingState({ details: givenDetails({ form: 'text' }), again: 'k1' as NodeId, check, ...patch })
  },
  route: { screen: 'connect' }
})
const failingBox = (code: LndDetailsFailure): Scene =>
  pairing(
    {},
    {
      answers: { pairing: { giveClipboard: () => fail(code) } },
      play: ({ click }) => click('Read clipboard')
    }
  )
const noRights = { info: true, receive: true, pay: true, sign: true, bake: false }

export const scenes: Scenes = {
  'pairing-choose': {
    state: firstRun,
    route: { screen: 'inbox' },
    answers: { pairing: { findLocal: () => ok(FOUND) } }
  },
  'pairing-choose-saved': {
    state: {
      ...firstRun,
      nodes: [kitchen, savedNode({ address: 'mynode.lan:8881' }), savedNode({ id: 'n2', demo: true })]
    },
    route: { screen: 'inbox' }
  },
  'pairing-add': { route: { screen: 'connect' } },
  'pairing-lnd': pairing({}, { answers: { pairing: { findLocal: () => ok(FOUND) } } }),
  'pairing-lnd-given': pairing(
    { details: givenDetails() },
    { answers: { pairing: { giveClipboard: () => ok(undefined) } }, play: clipboard }
  ),
  'pairing-lnd-half': pairing({
    details: givenDetails({ form: 'files', address: undefined, key: undefined, host: 'plain' })
  }),
  'pairing-lnd-invoice': failingBox('is-invoice'),
  'pairing-lnd-payment': failingBox('is-payment'),
  'pairing-again': pairing(
    { again: 'k1' as NodeId },
    { state: { node: kitchen, nodes: [kitchen], connection: { phase: 'ready', since: NOW } } }
  ),
  'pairing-check-running': checking(
    checkAt(
      'key',
      { state: 'running', detail: '2 of 4' },
      { findings: { rightsSoFar: { info: true, receive: true } } }
    )
  ),
  'pairing-check-tor': checking(
    {
      ...checkAt('port', { state: 'running' }),
      steps: [
        { id: 'tor', state: 'done', detail: '127.0.0.1:9050' },
        ...checkAt('port', { state: 'running' }).steps.filter(({ id }) => id !== 'name')
      ]
    },
    {
      socks: '127.0.0.1:9050',
      details: givenDetails({
        address: '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion:10009'
      })
    }
  ),
  'pairing-check-no-tor': checking({
    running: false,
    steps: [
      { id: 'tor', state: 'failed', problem: 'no-tor' },
      ...checkAt('port', { state: 'waiting' }).steps.filter(({ id }) => id !== 'name')
    ],
    findings: {}
  }),
  'pairing-check-rest': checking(
    checkAt('port', { state: 'failed', detail: '8080, REST', problem: 'rest-port' }),
    { details: givenDetails({ address: 'umbrel.local:8080' }) }
  ),
  'pairing-check-name': checking(checkAt('name', { state: 'failed', problem: 'name-not-found' })),
  'pairing-check-refused': checking(checkAt('port', { state: 'failed', problem: 'refused' })),
  'pairing-check-mismatch': checking(
    checkAt(
      'certificate',
      { state: 'failed', problem: 'certificate-mismatch' },
      { findings: { shownFingerprint: RENEWED } }
    )
  ),
  'pairing-check-changed': again(
    checkAt(
      'certificate',
      { state: 'failed', problem: 'certificate-changed' },
      {
        findings: {
          shownFingerprint: RENEWED,
          shownValidFrom: Date.UTC(2026, 10, 22, 4, 12),
          trustedFingerprint: TRUSTED
        }
      }
    )
  ),
  'pairing-check-untrusted': checking(
    checkAt(
      'certificate',
      { state: 'failed', problem: 'certificate-untrusted' },
      { findings: { shownFingerprint: RENEWED } }
    ),
    { details: givenDetails({ fingerprint: undefined, host: 'voltage' }) }
  ),
  'pairing-check-locked': checking(
    checkAt('unlocked', { state: 'failed', problem: 'locked' }, { running: true, retryAt: NOW + 5000 }),
    { details: givenDetails({ host: 'raspiblitz' }) }
  ),
  'pairing-check-key-refused': checking(checkAt('key', { state: 'failed', problem: 'key-refused' })),
  'pairing-check-another': again(
    checkAt(
      'key',
      { state: 'failed', problem: 'another-node' },
      { findings: { alias: 'alice', pubkey: `02c4${'5e'.repeat(29)}91be` } }
    )
  ),
  'pairing-check-receive': checking(
    passedCheck(
      { key: { state: 'warning', detail: '2 of 4', problem: 'key-cannot-pay' } },
      {
        findings: {
          ...passedCheck().findings,
          rights: { info: true, receive: true, pay: false, sign: false, bake: false }
        }
      }
    )
  ),
  'pairing-check-behind': checking(
    passedCheck(
      {
        synced: { state: 'warning', detail: 'about 1,204 blocks behind', problem: 'behind-chain' },
        channels: { state: 'not-known', detail: 'after that' },
        'can-send': { state: 'not-known', detail: 'after that' },
        'can-receive': { state: 'not-known', detail: 'after that' }
      },
      {
        retryAt: NOW + 9000,
        findings: {
          alias: 'kitchen',
          rights: { ...noRights, bake: true },
          lag: { blocks: 1204, remainingMs: 1_500_000 }
        }
      }
    )
  ),
  'pairing-check-keysend': checking(
    passedCheck({ keysend: { state: 'not-known', problem: 'keysend-not-known' } })
  ),
  'pairing-check-keysend-off': checking(
    passedCheck({ keysend: { state: 'warning', problem: 'keysend-off' } })
  ),
  'pairing-check-no-channels': checking(
    passedCheck(
      {
        channels: { state: 'warning', problem: 'no-channels', detail: 'no channel' },
        'can-send': { state: 'warning', problem: 'no-channels', detail: 'no channel' },
        'can-receive': { state: 'warning', problem: 'no-channels', detail: 'no channel' }
      },
      { findings: { ...passedCheck().findings, canSendSat: sat(0n), canReceiveSat: sat(0n) } }
    )
  ),
  'pairing-check-passed': checking(passedCheck()),
  'pairing-check-saved': again(
    passedCheck(
      { channels: { state: 'warning', detail: '2 of 3 active', problem: 'channels-offline' } },
      {
        findings: {
          ...passedCheck().findings,
          channels: { open: 3, active: 2, offlineSat: sat(1_500_000n), offlinePeer: 'Hilltop relay' }
        }
      }
    )
  ),
  'pairing-check-kept-key': checking(
    passedCheck({}, { findings: { ...passedCheck().findings, rights: noRights } })
  ),
  'pairing-check-again': again(
    passedCheck({}, { findings: { ...passedCheck().findings, rights: noRights } })
  ),
  'pairing-done': {
    state: {
      node: kitchen,
      nodes: [kitchen],
      connection: { phase: 'ready', since: NOW },
      pairing: pairingState({ paired: pairedLnd() })
    },
    route: { screen: 'connect' }
  },
  'pairing-done-receive': {
    state: {
      node: savedLnd('k1', { rights: 'receive-only' }),
      nodes: [kitchen],
      connection: { phase: 'ready', since: NOW },
      pairing: pairingState({ paired: pairedLnd({ rights: 'receive-only' }) })
    },
    route: { screen: 'connect' }
  },
  'pairing-done-kept': {
    state: {
      node: kitchen,
      nodes: [kitchen],
      connection: { phase: 'ready', since: NOW },
      pairing: pairingState({ paired: pairedLnd({ rootKeyId: undefined }) })
    },
    route: { screen: 'connect' }
  }
}

async function clipboard({ click }: Parameters<NonNullable<Scene['play']>>[0]) {
  await click('Give another')
  await click('Read clipboard')
}
