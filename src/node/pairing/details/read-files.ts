import { isUtf8 } from 'node:buffer'
import type { LndDetailsFailure } from '../../../shared/domain/pairing'
import { fail, ok } from '../../../shared/result'
import { isMacaroon } from '../../backends/lnd/macaroon-format'
import { readCertificates, toPem } from '../../tls/certificates'
import { parseLndConf } from './lnd-conf'
import { hasPieces, type LndPieces, type PiecesResult } from './pieces'
import { readText } from './read-text'

export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const MAX_FILES = 50

/** Recognises files by their content. If several are macaroons, one with `admin` in its name is used. */
export function readFiles(files: readonly GivenFile[]): PiecesResult {
  if (files.length === 0) return fail('empty')
  if (files.length > MAX_FILES) return fail('too-large')
  const found: LndPieces[] = []
  let failure: LndDetailsFailure = 'not-recognised'
  for (const file of [...files].sort(adminLast)) {
    const read = readFile(file)
    if (read.ok) found.push(read.value)
    else failure = read.error.code
  }
  const pieces = found.reduce<LndPieces>((all, one) => ({ ...all, ...one }), {})
  return hasPieces(pieces) ? ok(pieces) : fail(failure)
}

/** Sorts files with `admin` in their names last, because later pieces replace earlier ones. */
function adminLast(one: GivenFile, other: GivenFile): number {
  return Number(/admin/iu.test(one.name)) - Number(/admin/iu.test(other.name))
}

function readFile({ name, bytes }: GivenFile): PiecesResult {
  const content = Buffer.from(bytes)
  if (content.length === 0) return fail('empty')
  if (isMacaroon(content)) return ok({ macaroon: content.toString('hex') })
  const certificates = readCertificates(content)
  if (certificates.length > 0) return ok({ cert: toPem(certificates) })
  if (/\.macaroon$/iu.test(name)) return fail('bad-macaroon')
  if (!isUtf8(content))
    return fail(/\.(?:cert|crt|pem|der)$/iu.test(name) ? 'bad-certificate' : 'not-recognised')
  const text = content.toString('utf8')
  if (/(?:^|[\\/])lnd\.conf$/iu.test(name)) {
    const { keysend, network } = parseLndConf(text)
    return ok({ keysend, network })
  }
  const read = readText(text)
  return read.ok ? ok(definedPieces(read.value.pieces)) : read
}

/** Drops undefined fields, so that they do not replace the fields of another file. */
function definedPieces(pieces: LndPieces): LndPieces {
  return Object.fromEntries(Object.entries(pieces).filter(([, value]) => value !== undefined))
}
