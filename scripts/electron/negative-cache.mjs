// @ts-check
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export const REMEMBER_MS = 60 * 60 * 1000

/**
 * A recent refusal of the same download, so that not every command waits for it again.
 * @typedef {{ question: string, at: number }} Refusal `at`: milliseconds since 1970
 */

/**
 * @param {unknown} stored
 * @param {string} question
 * @param {number} now
 */
export function stillHolds(stored, question, now) {
  if (typeof stored !== 'object' || stored === null || !('question' in stored) || !('at' in stored))
    return false
  // A time in the future means that the clock was set back; it proves nothing.
  return (
    stored.question === question &&
    typeof stored.at === 'number' &&
    stored.at <= now &&
    now < stored.at + REMEMBER_MS
  )
}

/**
 * @param {string} file
 * @param {string} question
 */
export async function isRefused(file, question) {
  const text = await readFile(file, 'utf8').catch(() => 'null')
  try {
    return stillHolds(JSON.parse(text), question, Date.now())
  } catch {
    return false
  }
}

/**
 * @param {string} file
 * @param {string} question
 */
export async function rememberRefusal(file, question) {
  await mkdir(path.dirname(file), { recursive: true })
  /** @type {Refusal} */
  const refusal = { question, at: Date.now() }
  await writeFile(file, JSON.stringify(refusal))
}

/** @param {string} file */
export const forgetRefusal = (file) => rm(file, { force: true })
