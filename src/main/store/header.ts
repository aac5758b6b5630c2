import { closeSync, openSync, readSync } from 'node:fs'
import { errorCode } from '../error-text'

/** https://sqlite.org/fileformat2.html#the_database_header */
const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
/** Bytes 21 to 23 have these values in every SQLite database. If they differ, the file is not one. */
const PAYLOAD_FRACTIONS = Buffer.from([64, 32, 32])
const PAYLOAD_FRACTIONS_AT = 21
const USER_VERSION_AT = 60

/** The file header, read without SQLite, because opening a database may already change the file. */
export type Header =
  | { readonly kind: 'missing' | 'empty' | 'no-database' }
  | { readonly kind: 'database'; readonly userVersion: number }

/** @throws file system errors other than ENOENT */
export function readHeader(file: string): Header {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' }
    throw error
  }
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    const length = readSync(descriptor, bytes, 0, HEADER_BYTES, 0)
    if (length === 0) return { kind: 'empty' }
    const magic = bytes.toString('latin1', 0, MAGIC.length)
    const whole = length === HEADER_BYTES && magic === MAGIC
    const fractions = bytes.subarray(PAYLOAD_FRACTIONS_AT, PAYLOAD_FRACTIONS_AT + PAYLOAD_FRACTIONS.length)
    if (!whole || !fractions.equals(PAYLOAD_FRACTIONS)) return { kind: 'no-database' }
    return { kind: 'database', userVersion: bytes.readInt32BE(USER_VERSION_AT) }
  } finally {
    closeSync(descriptor)
  }
}
