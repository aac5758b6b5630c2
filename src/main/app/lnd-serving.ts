import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { NodeId } from '../../shared/domain/ids'
import type { LndProfile } from '../../shared/domain/pairing'
import type { ReportBug } from '../background'
import { systemClock } from '../clock'
import { makeSocketFolder, removeStaleSocketFolders } from '../platform/files/socket-folder'
import type { StartLndNode } from '../platform/process/lnd-node-process'
import type { Secrets } from '../settings/secrets'
import { readMacaroon } from './node-credentials'
import type { ListenPlace, ServedLndDeps, ShownCertificate } from './served-lnd'

const API_KEY_BYTES = 32

export interface LndServingParts {
  readonly userData: string
  readonly secrets: Pick<Secrets, 'get'>
  readonly start: StartLndNode
  /** Folders in which a socket may be created, in order; empty if the platform has no suitable Unix sockets. */
  readonly socketPlaces: readonly string[]
  /** Makes the log redact a secret. */
  readonly hide: (secret: string) => void
  readonly reportBug: ReportBug
  readonly certificateShown: (node: NodeId, shown: ShownCertificate) => void
}

/** How the IMP nodes for this profile's LNDs are run. */
export function lndServing(parts: LndServingParts) {
  const { userData, secrets, start, socketPlaces, hide, reportBug } = parts
  // Listing temporary folders takes time, so it is done once, when the first LND is opened.
  let swept = false
  const makePlace = (): ListenPlace => {
    if (!swept) removeStaleSocketFolders(userData, socketPlaces)
    swept = true
    return makeSocketFolder(userData, socketPlaces) ?? LOOPBACK
  }
  return ({ id, lnd }: { readonly id: NodeId; readonly lnd: LndProfile }): ServedLndDeps => ({
    lnd,
    readMacaroon: () => readMacaroon(secrets, id),
    start,
    makePlace,
    makeApiKey: () => {
      const key = randomBytes(API_KEY_BYTES).toString('hex')
      hide(key)
      return key
    },
    dataFolder: join(userData, 'nodes', id, 'lnd'),
    clock: systemClock,
    random: Math.random,
    reportBug,
    certificateShown: (shown) => {
      parts.certificateShown(id, shown)
    }
  })
}

/** A port chosen by the system. Other users of the computer can reach it, but do not have the key of this run. */
const LOOPBACK: ListenPlace = { address: '127.0.0.1:0', remove: () => undefined }
