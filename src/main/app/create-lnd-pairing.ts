import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { clipboard, dialog, type BrowserWindow } from 'electron'
import { fail, ok } from '../../shared/result'
import type { ReportBug } from '../background'
import type { StateHub } from '../ipc/state-hub'
import { createChoosePaths } from '../platform/dialogs/choose-paths'
import type { StartLndNode } from '../platform/process/lnd-node-process'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import { LndPairing } from './lnd-pairing'
import type { GivenFile } from './lnd-pairing-deps'
import { readMacaroon } from './node-credentials'
import type { NodeManager } from './node-manager'
import { pairLnd } from './pair-lnd'

/** A macaroon, a certificate or the picture of a QR code. */
const MAX_FILE_BYTES = 200_000
const MAX_FILES = 20

export interface LndPairingParts {
  readonly start: StartLndNode
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
  const { start, hub, nodes, secrets, manager, window, trustShown, hide, reportBug } = parts
  const choose = createChoosePaths(dialog, window)
  return new LndPairing({
    start,
    changed: (pairing) => {
      hub.update({ pairing })
    },
    savedNode: (id) => nodes.get(id),
    readMacaroon: (id) => readMacaroon(secrets, id),
    pair: pairLnd({ nodes, secrets, manager }),
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
      return paths === undefined ? ok(undefined) : readFiles(paths)
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

async function readFiles(paths: readonly string[]) {
  if (paths.length > MAX_FILES) return fail('too-large')
  const files: GivenFile[] = []
  for (const path of paths) {
    try {
      if ((await stat(path)).size > MAX_FILE_BYTES) return fail('too-large')
      files.push({ name: basename(path), bytes: await readFile(path) })
    } catch {
      return fail('unreadable-file')
    }
  }
  return ok(files)
}
