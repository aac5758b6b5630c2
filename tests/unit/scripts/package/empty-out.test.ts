import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyOut } from '../../../../scripts/package/empty-out.mjs'
import { removeFolder, temporaryFolder } from '../../../support/fixtures/temporary-folder'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => removeFolder(folder))

describe('the folder for packages', () => {
  it('is refused if it holds somebody’s work, such as the checkout or a folder above it', async () => {
    mkdirSync(join(folder, 'checkout'))
    writeFileSync(join(folder, 'checkout', 'package.json'), '{}')
    for (const outDir of [join(folder, 'checkout'), folder]) {
      await expect(emptyOut(outDir)).rejects.toThrow('is not empty')
    }
    expect(existsSync(join(folder, 'checkout', 'package.json'))).toBe(true)
  })

  it('is created, and emptied again for the next build', async () => {
    const outDir = join(folder, 'new', 'dist')
    await emptyOut(outDir)
    writeFileSync(join(outDir, 'wallet.deb'), 'of the earlier build')
    await emptyOut(outDir)
    expect(readdirSync(outDir)).toEqual(['.made-by-dist'])
  })
})
