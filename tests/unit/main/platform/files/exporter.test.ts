import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Exporter } from '../../../../../src/main/platform/files/exporter'
import type { ExportPiece } from '../../../../../src/main/wallet/export/activity-export'
import type { FilePiece } from '../../../../../src/main/wallet/export/everything-export'
import type { ExportProgress } from '../../../../../src/shared/domain/activity'

let folder: string
let told: ExportProgress[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exporter-'))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true }))

async function* pieces(texts: readonly string[], whole = true): AsyncGenerator<ExportPiece> {
  for (const [index, text] of texts.entries()) {
    yield { text, done: index, total: texts.length, last: whole && index === texts.length - 1 }
    await Promise.resolve()
  }
}
function exporterTo(path: string | undefined, now: () => number = () => 0): Exporter {
  const chosen = () => Promise.resolve(path)
  return new Exporter({ askWhere: chosen, askFolder: chosen, progress: (one) => told.push(one), now })
}
const place = (): string => join(folder, 'activity.csv')

describe('an export', () => {
  it('writes every piece in order and returns the number of rows', async () => {
    const result = await exporterTo(place()).run('activity.csv', pieces(['head\n', 'one\n', 'two\n']))
    expect(result).toEqual({ ok: true, value: 2 })
    expect(readFileSync(place(), 'utf8')).toBe('head\none\ntwo\n')
    expect(readdirSync(folder)).toEqual(['activity.csv'])
  })

  it.skipIf(process.platform === 'win32')(
    'follows no link that lies in its place, and is private',
    async () => {
      const other = join(folder, 'other.txt')
      writeFileSync(other, 'of somebody else')
      for (const name of ['activity.csv', 'activity.csv.part']) symlinkSync(other, join(folder, name))
      await exporterTo(place()).run('activity.csv', pieces(['head\n', 'one\n']))
      expect(readFileSync(other, 'utf8')).toBe('of somebody else')
      expect(lstatSync(place()).isSymbolicLink()).toBe(false)
      expect(lstatSync(place()).mode & 0o777).toBe(0o600)
    }
  )

  it('writes nothing if the person cancelled the dialog', async () => {
    const all = pieces(['head\n'])
    expect(await exporterTo(undefined).run('activity.csv', all)).toEqual({ ok: true, value: undefined })
    expect(readdirSync(folder)).toEqual([])
    expect(await all.next()).toEqual({ done: true, value: undefined })
  })

  it('leaves nothing behind when it is cancelled half way, and keeps an existing file', async () => {
    writeFileSync(place(), 'an earlier export')
    const exporter = exporterTo(place())
    async function* cancelling(): AsyncGenerator<ExportPiece> {
      yield { text: 'one\n', done: 1, total: 9, last: false }
      exporter.cancel()
      yield { text: 'two\n', done: 2, total: 9, last: false }
    }
    expect(await exporter.run('activity.csv', cancelling())).toEqual({ ok: true, value: undefined })
    expect(readdirSync(folder)).toEqual(['activity.csv'])
    expect(readFileSync(place(), 'utf8')).toBe('an earlier export')
  })

  it('fails, without a file, if it was cut short', async () => {
    const result = await exporterTo(place()).run('activity.csv', pieces(['head\n', 'one\n'], false))
    expect(result).toMatchObject({ ok: false, error: { code: 'write-failed' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('reports a place that cannot be written to', async () => {
    const result = await exporterTo(join(folder, 'no', 'such', 'folder.csv')).run('x.csv', pieces(['one']))
    expect(result).toMatchObject({ ok: false, error: { code: 'write-failed' } })
  })

  it('runs alone', async () => {
    const exporter = exporterTo(place())
    const first = exporter.run('activity.csv', pieces(['one\n']))
    expect(await exporter.run('activity.csv', pieces(['two\n']))).toMatchObject({
      ok: false,
      error: { code: 'already-exporting' }
    })
    expect(await first).toEqual({ ok: true, value: 0 })
    expect(readFileSync(place(), 'utf8')).toBe('one\n')
  })

  it('reports its progress, but not for every piece', async () => {
    let now = 0
    const exporter = exporterTo(place(), () => (now += 30))
    await exporter.run('activity.csv', pieces(Array.from({ length: 41 }, () => 'row\n')))
    expect(told.length).toBeGreaterThan(5)
    expect(told.length).toBeLessThan(25)
    expect(told.map((one) => one.done)).toEqual([...told.map((one) => one.done)].sort((a, b) => a - b))
  })
})

describe('an export of several files', () => {
  async function* files(...texts: readonly (readonly [string, string])[]): AsyncGenerator<FilePiece> {
    for (const [index, [file, text]] of texts.entries()) {
      yield { file, text, done: index + 1, total: texts.length, last: index === texts.length - 1 }
      await Promise.resolve()
    }
  }
  const three = () => files(['a.csv', 'one\n'], ['a.csv', 'two\n'], ['b.csv', 'three\n'])

  it('writes them into a new folder inside the chosen one', async () => {
    expect(await exporterTo(folder).runFolder('all', three())).toEqual({ ok: true, value: 3 })
    expect(readdirSync(folder)).toEqual(['all'])
    expect(readFileSync(join(folder, 'all', 'a.csv'), 'utf8')).toBe('one\ntwo\n')
    expect(readFileSync(join(folder, 'all', 'b.csv'), 'utf8')).toBe('three\n')
  })

  it('never overwrites an earlier export', async () => {
    const exporter = exporterTo(folder)
    for (let time = 0; time < 3; time += 1) await exporter.runFolder('all', three())
    expect(readdirSync(folder).sort()).toEqual(['all', 'all-2', 'all-3'])
  })

  it('leaves nothing behind when it is cancelled between two files, or cut short', async () => {
    const exporter = exporterTo(folder)
    async function* cancelling(): AsyncGenerator<FilePiece> {
      yield { file: 'a.csv', text: 'one\n', done: 1, total: 9, last: false }
      exporter.cancel()
      yield { file: 'b.csv', text: 'two\n', done: 2, total: 9, last: true }
    }
    expect(await exporter.runFolder('all', cancelling())).toEqual({ ok: true, value: undefined })
    expect(readdirSync(folder)).toEqual([])
    async function* short(): AsyncGenerator<FilePiece> {
      yield { file: 'a.csv', text: 'one\n', done: 1, total: 9, last: false }
      await Promise.resolve()
    }
    expect(await exporter.runFolder('all', short())).toMatchObject({ error: { code: 'write-failed' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('reports a place that cannot be written to', async () => {
    const result = await exporterTo(join(folder, 'no', 'such')).runFolder('all', three())
    expect(result).toMatchObject({ ok: false, error: { code: 'write-failed' } })
  })
})
