import type { AppState } from '../../../src/shared/domain/app-state'
import type { NodeId } from '../../../src/shared/domain/ids'
import type { LndDetailsFailure, PairingState } from '../../../src/shared/domain/pairing'
import { fail, ok } from '../../../src/shared/result'
import { givenDetails, pairedLnd, pairingState, savedLnd } from '../../support/fixtures/sample-pairing'
import { NOW, savedNode } from '../../support/fixtures/samples'
import type { Scene, Scenes } from '../scene'

const firstRun = { node: undefined, connection: { phase: 'idle' as const } }
const FOUND = [{ id: 'f1', folder: '~/.lnd', address: '127.0.0.1:10009', network: 'mainnet' as const }]

export function pairing(
  patch: Partial<PairingState>,
  scene: Partial<Scene> & { state?: Partial<AppState> } = {}
): Scene {
  return {
    ...scene,
    state: { ...firstRun, ...scene.state, pairing: pairingState(patch) },
    route: { screen: 'connect' }
  }
}
export const kitchen = savedLnd('k1', { certificateSince: Date.UTC(2025, 9, 2) })
const failingBox = (code: LndDetailsFailure): Scene =>
  pairing(
    {},
    {
      answers: { pairing: { giveClipboard: () => fail(code) } },
      play: ({ click }) => click('Read clipboard')
    }
  )

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
  'pairing-lnd-dragged': pairing(
    {},
    {
      play: () => {
        document.querySelector('textarea')?.dispatchEvent(new DragEvent('dragover', { bubbles: true }))
      }
    }
  ),
  'pairing-lnd-several': pairing(
    {},
    {
      play: () => {
        const dropped = new DragEvent('drop', { bubbles: true })
        const item = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }), getAsFile: () => null }
        Object.defineProperty(dropped, 'dataTransfer', {
          value: { items: [item, item], files: [], getData: () => '' }
        })
        document.querySelector('textarea')?.dispatchEvent(dropped)
      }
    }
  ),
  'pairing-lnd-given': pairing(
    { details: givenDetails() },
    { answers: { pairing: { giveClipboard: () => ok(undefined) } }, play: clipboard }
  ),
  'pairing-lnd-half': pairing({
    details: givenDetails({ form: 'files', address: undefined, inLink: false, key: undefined, host: 'plain' })
  }),
  'pairing-lnd-key': pairing({
    details: givenDetails({
      form: 'text',
      address: undefined,
      fingerprint: undefined,
      inLink: false,
      host: undefined,
      key: { scope: 'receive', limits: ['time', 'address'] }
    })
  }),
  'pairing-lnd-key-weak': pairing({
    details: givenDetails({ form: 'files', inLink: false, key: { scope: 'read', limits: ['expired'] } })
  }),
  'pairing-lnd-invoice': failingBox('is-invoice'),
  'pairing-lnd-payment': failingBox('is-payment'),
  'pairing-again': pairing(
    { again: 'k1' as NodeId },
    { state: { node: kitchen, nodes: [kitchen], connection: { phase: 'ready', since: NOW } } }
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
