import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isStale, timesOf } from '../../../scripts/lib/build.mjs'
import { removeFolder, temporaryFolder } from '../../support/fixtures/temporary-folder'

describe('a build', () => {
  it('is fresh if every output is newer than every source', () => {
    expect(isStale([1, 5], [6, 7])).toBe(false)
  })

  it('is stale if a source is newer than an output', () => {
    expect(isStale([1, 6.5], [6, 7])).toBe(true)
  })

  it('is stale if an output is missing', () => {
    expect(isStale([1], [2, undefined])).toBe(true)
  })
})

describe('the times of sources', () => {
  it('include the files in folders, and the folders', async () => {
    const dir = temporaryFolder()
    onTestFinished(() => removeFolder(dir))
    await mkdir(join(dir, 'a'))
    await writeFile(join(dir, 'a', 'file'), '')
    await utimes(join(dir, 'a', 'file'), 100, 100)
    await utimes(join(dir, 'a'), 200, 200)
    await utimes(dir, 300, 300)
    expect((await timesOf(dir)).sort()).toEqual([100_000, 200_000, 300_000])
  })

  it('are empty for a missing file', async () => {
    expect(await timesOf(join(import.meta.dirname, 'missing'))).toEqual([])
  })
})
