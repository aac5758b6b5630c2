import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readOrCopyAside } from '../../../../src/main/settings/corrupt-file'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { ok } from '../../../../src/shared/result'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-json-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('a JSON file', () => {
  it('returns what was written, in a folder that it creates, for its owner only', () => {
    const file = new JsonFile(join(folder, 'deep', 'a.json'))
    expect(file.read()).toEqual(ok(undefined))
    expect(file.write({ a: [1, 'x'] })).toEqual(ok(undefined))
    expect(file.read()).toEqual(ok({ a: [1, 'x'] }))
    expect(statSync(file.path).mode & 0o077).toBe(0)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['a.json'])
  })

  it('keeps the old file if the new one cannot be written', () => {
    const file = new JsonFile(join(folder, 'a.json'))
    file.write({ is: 'old' })
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder was')
    expect(file.write({ is: 'new' })).toMatchObject({ ok: false, error: { code: 'store-failed' } })
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder was')
  })

  it('distinguishes damage from a file that cannot be read', () => {
    writeFileSync(join(folder, 'a.json'), '{"half": ')
    expect(new JsonFile(join(folder, 'a.json')).read()).toMatchObject({ error: { code: 'damaged' } })
    writeFileSync(join(folder, 'b.json'), '[]')
    expect(new JsonFile(join(folder, 'b.json')).read()).toMatchObject({ error: { code: 'damaged' } })
    expect(new JsonFile(folder).read()).toMatchObject({ error: { code: 'unreadable', detail: 'EISDIR' } })
  })
})

describe('a damaged settings file', () => {
  it('is copied aside before anything overwrites it', () => {
    const file = new JsonFile(join(folder, 'a.json'))
    writeFileSync(file.path, '{"half": ')
    const onCorruptFile = vi.fn()
    expect(readOrCopyAside(file, onCorruptFile)).toBeUndefined()
    const { keptAt } = onCorruptFile.mock.calls[0]?.[0] as { keptAt: string }
    expect(readFileSync(keptAt, 'utf8')).toBe('{"half": ')
    expect(file.write({ is: 'new' })).toEqual(ok(undefined))
    expect(existsSync(keptAt)).toBe(true)
  })

  it('is reported if it cannot even be copied', () => {
    const onCorruptFile = vi.fn()
    readOrCopyAside(new JsonFile(folder), onCorruptFile)
    expect(onCorruptFile).toHaveBeenCalledWith({ file: folder, keptAt: undefined })
  })
})
