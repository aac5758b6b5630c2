import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { Licence } from '../../../shared/domain/licence'

const ListSchema = v.array(
  v.object({ name: v.string(), version: v.string(), licence: v.string(), text: v.string() })
)
/** Written by the build, one per bundle (build/licences.ts). */
const LISTS = ['main.json', 'renderer.json']

/**
 * All third-party licences that ship with the wallet, by name. `lists` is the folder that the build wrote; `runtime` is
 * the folder with Electron's own licence.
 */
export async function readLicences(lists: string, runtime: string): Promise<readonly Licence[]> {
  const texts = await Promise.all(LISTS.map((name) => readFile(join(lists, name), 'utf8')))
  const packages = texts.flatMap((text) => v.parse(ListSchema, JSON.parse(text)))
  const electron = {
    name: 'electron',
    version: process.versions.electron ?? '',
    licence: 'MIT',
    text: await readFile(join(runtime, 'LICENSE.electron.txt'), 'utf8').catch(() => '')
  }
  const byName = new Map([electron, ...packages].map((one) => [`${one.name}@${one.version}`, one]))
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The licence folder of a packaged Electron: beside the program; on macOS in the app's resources. */
export const runtimeFolder = (platform: NodeJS.Platform): string =>
  platform === 'darwin' ? process.resourcesPath : dirname(process.execPath)

/** Chromium's own list: thousands of lines of HTML, opened in a browser. */
export const chromiumLicences = (runtime: string): string => join(runtime, 'LICENSES.chromium.html')
