import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Network } from '../../../shared/domain/network'
import { LND_GRPC_PORT, type LndDetailsFailure } from '../../../shared/domain/pairing'
import { fail, ok, type Result } from '../../../shared/result'
import { parseLndConf, type LndConf } from './lnd-conf'
import type { LndPieces, PiecesResult } from './pieces'
import { readFiles, type GivenFile } from './read-files'

const MAX_FILE_BYTES = 200_000
const MAX_MACAROONS = 50

/** The folders of LND's networks (lnd, lncfg), the most likely first. */
const NETWORK_FOLDERS: readonly (readonly [string, Network])[] = [
  ['mainnet', 'mainnet'],
  ['signet', 'signet'],
  ['testnet4', 'testnet'],
  ['testnet', 'testnet'],
  ['regtest', 'regtest']
]

/** Paths of LND's folder inside a folder that the person may choose instead. */
const BELOW = ['', '.lnd', 'lnd', path.join('data', 'lnd')]
/** From `data/chain/bitcoin/mainnet` up to LND's own folder. */
const LEVELS_UP = 4

/** Reads the certificate, a macaroon and lnd.conf out of LND's folder, of one of its subfolders or of the one above. */
export async function readFolder(folder: string): Promise<PiecesResult> {
  try {
    await readdir(folder)
  } catch {
    return fail('unreadable-file')
  }
  for (const root of rootsFor(folder)) {
    const found = await readRoot(root)
    if (found.ok || found.error.code === 'unreadable-file') return found
  }
  return fail('nothing-in-folder')
}

function rootsFor(folder: string): string[] {
  const roots: string[] = []
  const inside = /(?:^|[\\/])data(?:[\\/]chain(?:[\\/]bitcoin(?:[\\/][a-z0-9]+)?)?)?[\\/]?$/u.test(folder)
  for (let up = 1; inside && up <= LEVELS_UP; up += 1)
    roots.push(path.resolve(folder, ...Array<string>(up).fill('..')))
  return [...roots, ...BELOW.map((below) => path.join(folder, below))]
}

async function readRoot(root: string): Promise<PiecesResult> {
  const cert = await readGiven(path.join(root, 'tls.cert'))
  const conf = await readConf(root)
  if (!cert.ok) return cert
  const macaroons = await findMacaroons(root, conf?.network)
  if (!macaroons.ok) return macaroons
  if (macaroons.value === undefined) {
    // A folder with only a tls.cert is no proof of an LND, but the certificate is still useful.
    return cert.value === undefined
      ? fail('nothing-in-folder')
      : withConf(readFiles([cert.value]), conf, undefined)
  }
  const { files, network } = macaroons.value
  const pieces = readFiles(cert.value === undefined ? files : [cert.value, ...files])
  return withConf(pieces, conf, network)
}

function withConf(
  pieces: PiecesResult,
  conf: LndConf | undefined,
  network: Network | undefined
): PiecesResult {
  if (!pieces.ok) return pieces
  const address = conf?.address ?? `127.0.0.1:${LND_GRPC_PORT}`
  const keysend: LndPieces = conf === undefined ? {} : { keysend: conf.keysend }
  return ok({ ...pieces.value, address, ...keysend, network: network ?? conf?.network })
}

interface FoundMacaroons {
  readonly files: readonly GivenFile[]
  readonly network?: Network | undefined
}

async function findMacaroons(
  root: string,
  preferred: Network | undefined
): Promise<Result<FoundMacaroons | undefined, LndDetailsFailure>> {
  const networks = [...NETWORK_FOLDERS].sort(
    ([, one], [, other]) => Number(other === preferred) - Number(one === preferred)
  )
  const places: { readonly folder: string; readonly network?: Network }[] = networks.map(
    ([name, network]) => ({ folder: path.join(root, 'data', 'chain', 'bitcoin', name), network })
  )
  for (const { folder, network } of [...places, { folder: root }]) {
    const names = await readdir(folder).catch(() => [])
    const macaroons = names.filter((name) => name.endsWith('.macaroon')).slice(0, MAX_MACAROONS)
    const files: GivenFile[] = []
    for (const name of macaroons) {
      const file = await readGiven(path.join(folder, name))
      if (!file.ok && macaroons.length === 1) return file
      if (file.ok && file.value !== undefined) files.push(file.value)
    }
    if (macaroons.length > 0 && files.length === 0) return fail('unreadable-file')
    if (files.length > 0) return ok({ files: preferAdmin(files), network })
  }
  return ok(undefined)
}

/** Beside admin.macaroon, LND stores router.macaroon, signer.macaroon and others, each for one service only. */
function preferAdmin(files: readonly GivenFile[]): readonly GivenFile[] {
  const admin = files.filter(({ name }) => name === 'admin.macaroon')
  return admin.length > 0 ? admin : files
}

async function readConf(root: string): Promise<LndConf | undefined> {
  const file = await readGiven(path.join(root, 'lnd.conf'))
  return file.ok && file.value !== undefined
    ? parseLndConf(Buffer.from(file.value.bytes).toString('utf8'))
    : undefined
}

/** Reads a file; undefined if it does not exist. Only ordinary files are read, because a pipe may never end. */
async function readGiven(file: string): Promise<Result<GivenFile | undefined, LndDetailsFailure>> {
  try {
    const stats = await stat(file)
    if (!stats.isFile()) return ok(undefined)
    if (stats.size > MAX_FILE_BYTES) return fail('too-large')
    return ok({ name: path.basename(file), bytes: await readFile(file) })
  } catch (error) {
    const missing =
      error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return missing ? ok(undefined) : fail('unreadable-file')
  }
}
