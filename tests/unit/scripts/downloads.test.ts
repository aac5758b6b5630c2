import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../scripts/lib/downloads.mjs'
import { cacheDir, demoDataDir } from '../../../scripts/lib/project.mjs'
import { removeFolder, temporaryFolder } from '../../support/fixtures/temporary-folder'

/** No process has it: past the highest process id of any Linux. */
const DEAD_PID = 2 ** 22 + 1

let dir = ''
beforeEach(() => {
  dir = temporaryFolder()
})
afterEach(() => removeFolder(dir))

const fillWith = (text: string) => async (staging: string) => {
  await writeFile(join(staging, 'file'), text)
  return staging
}

describe('a folder in the cache', () => {
  it('exists when it is complete, with nothing beside it', async () => {
    await makeFolder(join(dir, 'runtime'), fillWith('done'))
    expect(await readFile(join(dir, 'runtime', 'file'), 'utf8')).toBe('done')
    expect(await readdir(dir)).toEqual(['runtime'])
  })

  it('does not exist if creating it fails', async () => {
    const failing = async (staging: string) => {
      await writeFile(join(staging, 'file'), 'half')
      throw new Error('connection lost')
    }
    await expect(makeFolder(join(dir, 'runtime'), failing)).rejects.toThrow('connection lost')
    expect(await readdir(dir)).toEqual([])
  })

  it('is whole when several processes create it at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => makeFolder(join(dir, 'runtime'), fillWith('done'))))
    expect(await readFile(join(dir, 'runtime', 'file'), 'utf8')).toBe('done')
    expect(await readdir(dir)).toEqual(['runtime'])
  })

  it('is completed after a process was killed while it created it', async () => {
    await mkdir(join(dir, `runtime.${DEAD_PID}.part-abc123`))
    await makeFolder(join(dir, 'runtime'), fillWith('done'))
    expect(await readdir(dir)).toEqual(['runtime'])
  })
})

describe('the user folders', () => {
  const person = (env: Record<string, string>) => ({ platform: 'linux' as const, env, home: '/home/person' })

  it('follow XDG on Linux', () => {
    const env = { XDG_CACHE_HOME: '/big/cache', XDG_DATA_HOME: '/big/data' }
    expect(cacheDir(person(env))).toBe('/big/cache/imp-wallet')
    expect(demoDataDir(person(env))).toBe('/big/data/imp-wallet-demo')
  })

  it('are in the home folder without XDG, or with a relative path, which XDG declares invalid', () => {
    expect(cacheDir(person({}))).toBe('/home/person/.cache/imp-wallet')
    expect(demoDataDir(person({ XDG_DATA_HOME: 'data' }))).toBe('/home/person/.local/share/imp-wallet-demo')
  })
})
