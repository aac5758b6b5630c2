import type { NodeId } from '../../../src/shared/domain/ids'
import type { PairingState } from '../../../src/shared/domain/pairing'
import { sat } from '../../../src/shared/money'
import {
  checkAt,
  givenDetails,
  pairingState,
  passedCheck,
  RENEWED,
  TRUSTED
} from '../../support/fixtures/sample-pairing'
import { NOW } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'
import { kitchen, pairing } from './pairing'

const ONION = '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion:10009'

const checking = (check: PairingState['check'], patch: Partial<PairingState> = {}) =>
  pairing({ details: givenDetails(), check, ...patch })

const again = (check: PairingState['check'], patch: Partial<PairingState> = {}): Scene => ({
  state: {
    node: kitchen,
    nodes: [kitchen],
    connection: { phase: 'ready', since: NOW },
    pairing: pairingState({
      details: givenDetails({ form: 'text', inLink: false }),
      again: 'k1' as NodeId,
      check,
      ...patch
    })
  },
  route: { screen: 'connect' }
})
const noRights = { info: true, receive: true, pay: true, sign: true, bake: false }

export const scenes: Scenes = {
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
      details: givenDetails({ address: ONION })
    }
  ),
  'pairing-check-no-tor': checking(
    {
      running: false,
      steps: [
        { id: 'tor', state: 'failed', problem: 'no-tor' },
        ...checkAt('port', { state: 'waiting' }).steps.filter(({ id }) => id !== 'name')
      ],
      findings: {}
    },
    { details: givenDetails({ address: ONION }) }
  ),
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
  'pairing-check-key-elsewhere': again(checkAt('certificate', { state: 'failed', problem: 'key-elsewhere' })),
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
  'pairing-check-again': again(passedCheck({}, { findings: { ...passedCheck().findings, rights: noRights } }))
}
