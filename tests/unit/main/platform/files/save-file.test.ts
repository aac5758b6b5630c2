import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSaveFile } from '../../../../../src/main/platform/files/save-file'
import { removeFolder, temporaryFolder } from '../../../../support/fixtures/temporary-folder'

function folder(): string {
  const path = temporaryFolder()
  onTestFinished(() => removeFolder(path))
  return path
}

const save = (path: string | undefined, text = 'new') =>
  createSaveFile(() => Promise.resolve(path))('message.txt', Buffer.from(text))

describe.skipIf(process.platform === 'win32')('a saved file', () => {
  it('contains the bytes, and only its owner can read it, also if it replaces a file', async () => {
    const path = join(folder(), 'message.txt')
    writeFileSync(path, 'old', { mode: 0o644 })
    expect(await save(path)).toEqual({ ok: true, value: true })
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('replaces a link at its place, and leaves the target of the link alone', async () => {
    const at = folder()
    const [existing, absent] = [join(at, 'profile'), join(at, 'autostart.desktop')]
    writeFileSync(existing, 'mine')
    for (const target of [existing, absent]) {
      const path = join(at, `link to ${target === existing ? 'a file' : 'nothing'}.txt`)
      symlinkSync(target, path)
      expect(await save(path)).toEqual({ ok: true, value: true })
      expect(readFileSync(path, 'utf8')).toBe('new')
    }
    expect(readFileSync(existing, 'utf8')).toBe('mine')
    expect(existsSync(absent)).toBe(false)
  })

  it('is not written if the person cancelled, and leaves nothing behind if it cannot be written', async () => {
    expect(await save(undefined)).toEqual({ ok: true, value: false })
    const at = folder()
    expect(await save(join(at, 'gone', 'message.txt'))).toMatchObject({ ok: false })
    expect(await save(at)).toMatchObject({ ok: false })
    expect(readdirSync(at)).toEqual([])
  })
})
