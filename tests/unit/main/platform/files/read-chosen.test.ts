import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readChosenFiles } from '../../../../../src/main/platform/files/read-chosen'
import { removeFolder, temporaryFolder } from '../../../../support/fixtures/temporary-folder'

const LIMITS = { files: 2, size: 1_000 }

function folderWith(...files: readonly (readonly [string, number])[]): (name: string) => string {
  const folder = temporaryFolder()
  onTestFinished(() => removeFolder(folder))
  for (const [name, size] of files) writeFileSync(join(folder, name), Buffer.alloc(size, 7))
  return (name) => join(folder, name)
}

describe('the files that a person chose', () => {
  it('are read with their names, up to the largest size', async () => {
    const at = folderWith(['empty', 0], ['largest', 1_000])
    expect(await readChosenFiles([at('empty'), at('largest')], LIMITS)).toEqual({
      ok: true,
      value: [
        { name: 'empty', bytes: new Uint8Array() },
        { name: 'largest', bytes: new Uint8Array(1_000).fill(7) }
      ]
    })
  })

  it('are refused if one is too large, or if there are too many', async () => {
    const at = folderWith(['small', 1], ['large', 1_001])
    const refused = { ok: false, error: { code: 'too-large' } }
    expect(await readChosenFiles([at('small'), at('large')], LIMITS)).toEqual(refused)
    expect(await readChosenFiles([at('small'), at('small'), at('small')], LIMITS)).toEqual(refused)
  })

  it.skipIf(process.platform === 'win32')('are refused if they never end', async () => {
    const at = folderWith()
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync('/dev/zero', at('device'))
    for (const name of ['pipe', 'device', '.', 'missing']) {
      expect(await readChosenFiles([at(name)], LIMITS)).toEqual({
        ok: false,
        error: { code: 'unreadable-file' }
      })
    }
  })
})
