import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLicences } from '../../../../../src/main/platform/files/licences'
import { removeFolder, temporaryFolder } from '../../../../support/fixtures/temporary-folder'

describe('the list of licences', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => removeFolder(folder))

  it("contains those of all bundles, each package once, and Electron's", async () => {
    const one = (name: string) => ({ name, version: '1.0.0', licence: 'MIT', text: `text of ${name}` })
    writeFileSync(join(folder, 'main.json'), JSON.stringify([one('valibot'), one('qr')]))
    writeFileSync(join(folder, 'renderer.json'), JSON.stringify([one('qr'), one('svelte')]))
    writeFileSync(join(folder, 'LICENSE.electron.txt'), 'text of Electron')
    const found = await readLicences(folder, folder)
    expect(found.map(({ name }) => name)).toEqual(['electron', 'qr', 'svelte', 'valibot'])
    expect(found[0]?.text).toBe('text of Electron')
  })
})
