import { clipboard, dialog, type BrowserWindow } from 'electron'
import { ok } from '../../shared/result'
import type { ReportBug } from '../background'
import type { StateHub } from '../ipc/state-hub'
import { createChoosePaths } from '../platform/dialogs/choose-paths'
import { readChosenFiles } from '../platform/files/read-chosen'
import type { StartLndNode } from '../platform/process/lnd-node-process'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import { LndPairing } from './lnd-pairing'
import type { LndPairingDeps } from './lnd-pairing-deps'
import { readMacaroon } from './node-credentials'
import type { NodeManager } from './node-manager'
import { pairLnd } from './pair-lnd'

/** Macaroons, a certificate or the picture of a QR code. */
const CHOSEN = { files: 20, size: 200_000 }

export interface LndPairingParts {
  readonly start: StartLndNode
  readonly prepared: LndPairingDeps['prepared']
  readonly hub: StateHub
  readonly nodes: SavedNodes
  readonly secrets: Secrets
  readonly manager: NodeManager
  readonly window: () => BrowserWindow | undefined
  readonly trustShown: LndPairing['trustShown']
  readonly hide: (given: string) => void
  readonly reportBug: ReportBug
}

/** The pairing of an LND, with the clipboard and the dialogs of the system. */
export function createLndPairing(parts: LndPairingParts): LndPairing {
  const { start, prepared, hub, nodes, secrets, manager, window, trustShown, hide, reportBug } = parts
  const choose = createChoosePaths(dialog, window)
  return new LndPairing({
    start,
    prepared,
    changed: (pairing) => {
      hub.update({ pairing })
    },
    savedNode: (id) => nodes.get(id),
    readMacaroon: (id) => readMacaroon(secrets, id),
    pair: pairLnd({ nodes, secrets, manager, now: Date.now }),
    clipboard: {
      read: async () => await clipboard.readText(),
      clear: async () => {
        await clipboard.writeText('')
      }
    },
    chooseFiles: async () => {
      const paths = await choose({
        buttonLabel: 'Read',
        // Data folders of nodes begin with a dot.
        properties: ['openFile', 'multiSelections', 'showHiddenFiles']
      })
      return paths === undefined ? ok(undefined) : readChosenFiles(paths, CHOSEN)
    },
    chooseFolder: async () => {
      const paths = await choose({ buttonLabel: 'Read', properties: ['openDirectory', 'showHiddenFiles'] })
      return paths?.[0]
    },
    trustShown,
    hide,
    reportBug
  })
}
