import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readOrKeepAside } from '../../../../src/main/settings/corrupt-file'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { ok } from '../../../../src/shared/result'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-json-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('a JSON file', () => {
  it('gives back what was written, in a folder that it makes, for its owner only', () => {
    const file = new JsonFile(join(folder, 'deep', 'a.json'))
    expect(file.read()).toEqual(ok(undefined))
    expect(file.write({ a: [1, 'x'] })).toEqual(ok(undefined))
    expect(file.read()).toEqual(ok({ a: [1, 'x'] }))
    expect(statSync(file.path).mode & 0o077).toBe(0)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['a.json'])
  })

  it('keeps the old file where the new one cannot be written', () => {
    const file = new JsonFile(join(folder, 'a.json'))
    file.write({ is: 'old' })
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder was')
    expect(file.write({ is: 'new' })).toMatchObject({ ok: false, error: { code: 'store-failed' } })
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder was')
  })

  it('tells damage from a file that cannot be read at all', () => {
    writeFileSync(join(folder, 'a.json'), '{"half": ')
    expect(new JsonFile(join(folder, 'a.json')).read()).toMatchObject({ error: { code: 'damaged' } })
    writeFileSync(join(folder, 'b.json'), '[]')
    expect(new JsonFile(join(folder, 'b.json')).read()).toMatchObject({ error: { code: 'damaged' } })
    expect(new JsonFile(folder).read()).toMatchObject({ error: { code: 'unreadable', detail: 'EISDIR' } })
  })
})

describe('reading a damaged file', () => {
  it('keeps it aside as it was, before anything is written over it', () => {
    const file = new JsonFile(join(folder, 'a.json'))
    writeFileSync(file.path, '{"half": ')
    const onDamage = vi.fn()
    expect(readOrKeepAside(file, onDamage)).toBeUndefined()
    const { keptAt } = onDamage.mock.calls[0]?.[0] as { keptAt: string }
    expect(readFileSync(keptAt, 'utf8')).toBe('{"half": ')
    expect(file.write({ is: 'new' })).toEqual(ok(undefined))
    expect(existsSync(keptAt)).toBe(true)
  })

  it('says so where it cannot even be copied', () => {
    const onDamage = vi.fn()
    readOrKeepAside(new JsonFile(folder), onDamage)
    expect(onDamage).toHaveBeenCalledWith({ file: folder, keptAt: undefined })
  })
})
