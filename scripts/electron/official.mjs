// @ts-check
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inProject, installedVersion } from '../lib/project.mjs'
import { exists, makeFolder } from '../lib/downloads.mjs'

/** Timeouts of the download, for its first byte and for every further one. Milliseconds. */
const FIRST_BYTE_MS = 8_000
const STALL_MS = 30_000

/**
 * Downloads the official binary of the version in package.json with Electron's own downloader, which respects
 * ELECTRON_MIRROR and ELECTRON_GET_USE_PROXY and checks the SHA-256 of the release. A failed download leaves no files.
 * @param {object} options
 * @param {string} options.cache
 * @param {boolean} options.hasFallback if there is one, a failure is remembered for an hour, and not tried again
 * @param {import('../lib/command.mjs').Log} options.log
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<{ dist: string, version: string } | { unavailable: string }>} the unpacked binary's folder
 */
export async function official({ cache, hasFallback, log, env = process.env }) {
  const version = installedVersion('electron')
  const name = `electron-${version}-${process.platform}-${process.arch}`
  const dist = path.join(cache, name)
  if (await exists(dist)) return { dist, version }

  const refusalFile = path.join(cache, 'official-download.json')
  const question = `${name} ${env.ELECTRON_MIRROR ?? ''}`.trim()
  if (hasFallback && (await isRefused(refusalFile, question)))
    return { unavailable: 'it failed within the last hour' }
  try {
    await makeFolder(dist, (staging) => downloadInto(staging, version, log))
  } catch (error) {
    const unavailable = reason(error)
    log(`The official Electron ${version} cannot be downloaded: ${unavailable}.`)
    if (hasFallback) {
      await rememberRefusal(refusalFile, question)
      log(`  The next attempt is in an hour, or after ${refusalFile} is deleted.`)
    }
    return { unavailable }
  }
  await forgetRefusal(refusalFile)
  return { dist, version }
}

/**
 * @param {string} staging
 * @param {string} version
 * @param {import('../lib/command.mjs').Log} log
 */
async function downloadInto(staging, version, log) {
  // Both packages are dependencies of Electron's npm package, so they are resolved from there.
  const electronRequire = createRequire(inProject('node_modules', 'electron', 'install.js'))
  /** @param {string} id */
  const load = (id) => import(pathToFileURL(electronRequire.resolve(id)).href)
  const { downloadArtifact } = await load('@electron/get')
  const { extract } = await load('@electron-internal/extract-zip')

  const giveUp = new AbortController()
  const noAnswer = () => giveUp.abort(new Error('no answer'))
  let timer = setTimeout(noAnswer, FIRST_BYTE_MS)
  let shown = -1
  /** @param {{ percent: number }} progress */
  const getProgressCallback = ({ percent }) => {
    clearTimeout(timer)
    if (percent < 1) timer = setTimeout(noAnswer, STALL_MS)
    const quarter = Math.floor(percent * 4) * 25
    if (quarter > shown) log(`Downloading Electron ${version} … ${quarter} %`)
    shown = Math.max(shown, quarter)
  }
  try {
    const zip = await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: electronRequire('./checksums.json'),
      cacheMode: 1, // ElectronDownloadCacheMode.ReadOnly: uses a cached zip, but does not store a new one
      tempDirectory: staging,
      downloadOptions: { quiet: true, signal: giveUp.signal, getProgressCallback }
    })
    const dist = path.join(staging, 'dist')
    await extract(zip, { dir: dist })
    return dist
  } finally {
    clearTimeout(timer)
  }
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

export const REMEMBER_MS = 60 * 60 * 1000

/**
 * A recent failure of the same download, stored so that not every command waits for the timeout again.
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
async function isRefused(file, question) {
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
async function rememberRefusal(file, question) {
  await mkdir(path.dirname(file), { recursive: true })
  /** @type {Refusal} */
  const refusal = { question, at: Date.now() }
  await writeFile(file, JSON.stringify(refusal))
}

/** @param {string} file */
const forgetRefusal = (file) => rm(file, { force: true })
