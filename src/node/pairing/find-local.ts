import path from 'node:path'
import type { LndProcessAnswers } from '../../shared/lnd-process'
import { connectTcp, splitHostPort } from '../net/connect'
import { readFolder } from './details/read-folder'

/** Timeout for a port of this computer. Milliseconds. */
const PORT_ANSWERS_WITHIN_MS = 1_000

/** The facts of this computer that locate LND's folder. */
export interface LocalSystem {
  readonly platform: NodeJS.Platform
  readonly home: string
  /** `%LOCALAPPDATA%` of Windows. */
  readonly localAppData: string | undefined
}

/** Finds an LND in LND's default folder (lnd, lncfg) whose port is open. Sends nothing to it. */
export async function findLocalLnd(system: LocalSystem): Promise<LndProcessAnswers['find-local']> {
  const folder = usualFolder(system)
  const read = await readFolder(folder)
  if (!read.ok) return []
  const { address, macaroon, cert, network } = read.value
  if (address === undefined || macaroon === undefined || cert === undefined) return []
  return (await isOpen(address)) ? [{ folder, address, network: network ?? 'mainnet' }] : []
}

function usualFolder({ platform, home, localAppData }: LocalSystem): string {
  switch (platform) {
    case 'win32':
      return path.join(localAppData ?? path.join(home, 'AppData', 'Local'), 'Lnd')
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Lnd')
    default:
      return path.join(home, '.lnd')
  }
}

async function isOpen(address: string): Promise<boolean> {
  try {
    const socket = await connectTcp(splitHostPort(address), AbortSignal.timeout(PORT_ANSWERS_WITHIN_MS))
    socket.destroy()
    return true
  } catch {
    return false
  }
}
