// @ts-check
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StopError } from '../lib/command.mjs'

/** Marks a folder that this program created and may therefore empty. */
const MADE_HERE = '.made-by-dist'

/**
 * Empties the folder of an earlier build. Refuses any other folder with content, because it may contain a person's
 * work.
 * @throws StopError
 * @param {string} outDir
 */
export async function emptyOut(outDir) {
  const names = await readdir(outDir).catch(() => /** @type {string[]} */ ([]))
  if (names.length > 0 && !names.includes(MADE_HERE)) {
    throw new StopError(
      `${outDir} is not empty and was not made by an earlier build. Empty it yourself, or choose another --out.`
    )
  }
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  await writeFile(path.join(outDir, MADE_HERE), '')
}
