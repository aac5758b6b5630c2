import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { importDirection } from '../../../build/import-direction.mjs'
import { ROOMS } from '../../../build/rooms.mjs'

const SRC = path.resolve('src')
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/gu
const ENDINGS = ['', '.ts', '.svelte', '.svelte.ts', '/index.ts']

const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/u.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name))
const known = new Set(files)

/** Importing and imported file of every relative import in src, as names relative to src. */
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, specifier = '']) => {
    const target = path.resolve(path.dirname(file), specifier)
    const imported = ENDINGS.map((ending) => target + ending).find((name) => known.has(name))
    return imported === undefined ? [] : [[path.relative(SRC, file), path.relative(SRC, imported)] as const]
  })
)

/** What each file and folder of a folder imports of those beside it. */
function neighboursIn(folder: string): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>()
  const inside = folder === '.' ? '' : folder + path.sep
  const childOf = (file: string) => file.slice(inside.length).split(path.sep)[0] ?? ''
  for (const [file, imported] of imports) {
    if (!file.startsWith(inside) || !imported.startsWith(inside)) continue
    const [child, neighbour] = [childOf(file), childOf(imported)]
    if (child === neighbour) continue
    neighbours.set(child, (neighbours.get(child) ?? new Set()).add(neighbour))
  }
  return neighbours
}

/** A path from a name back to itself. */
function circleOf(neighbours: Map<string, Set<string>>): readonly string[] | undefined {
  const finished = new Set<string>()
  const search = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name]
    if (finished.has(name)) return undefined
    for (const neighbour of neighbours.get(name) ?? []) {
      const found = search(neighbour, [...trail, name])
      if (found !== undefined) return found
    }
    finished.add(name)
    return undefined
  }
  for (const name of neighbours.keys()) {
    const found = search(name, [])
    if (found !== undefined) return found
  }
  return undefined
}

describe('the imports of src', () => {
  it('form no circle among the files and folders of any folder', () => {
    expect(imports.length).toBeGreaterThan(2000)
    const folders = new Set(files.map((file) => path.dirname(path.relative(SRC, file))))
    for (const folder of folders)
      for (let parent = folder; parent !== '.'; parent = path.dirname(parent)) folders.add(parent)
    for (const folder of [...folders, '.']) expect(circleOf(neighboursIn(folder)), folder).toBeUndefined()
  })
})

describe('a circle', () => {
  it('is found through a third folder', () => {
    const neighbours = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['d', new Set(['b'])]
    ])
    expect(circleOf(neighbours)).toEqual(['b', 'd', 'b'])
  })
})

describe('the table of rooms', () => {
  it('names only folders that exist', () => {
    for (const [folder, rooms] of Object.entries(ROOMS))
      for (const name of [...Object.keys(rooms), ...Object.values(rooms).flat()])
        expect(existsSync(path.join(SRC, folder, name)), `${folder}/${name}`).toBe(true)
  })
})

describe('lint', () => {
  const messagesFor = (file: string, code: string) =>
    new Linter()
      .verify(
        code,
        {
          plugins: { house: { rules: { 'import-direction': importDirection } } },
          rules: { 'house/import-direction': ['error', { root: SRC, rooms: ROOMS }] }
        },
        path.join(SRC, file)
      )
      .map(({ message }) => message)

  it('reports an import that the table does not list', () => {
    const code = "import { app } from '../frame/app.js'"
    expect(messagesFor('renderer/lib/format.js', code)).toEqual([
      'In src/renderer, lib imports no room beside it, not frame.'
    ])
    expect(messagesFor('shared/domain/node.js', "export { decode } from '../bolt11/decode.js'")).toEqual([
      'In src/shared, domain imports no room beside it, not bolt11.'
    ])
    expect(messagesFor('main/wallet/pay/pay.js', "await import('../../app/create-app.js')")).toEqual([
      'In src/main, wallet imports only node-client, store, not app.'
    ])
    expect(messagesFor('main/run.js', "import '../renderer/main.js'")).toEqual([
      'In src, main imports only shared, not renderer.'
    ])
  })

  it('allows what the table lists, and loose files', () => {
    expect(messagesFor('renderer/frame/screens.js', "import '../lib/format.js'")).toEqual([])
    expect(messagesFor('main/wallet/pay/pay.js', "import '../../clock.js'")).toEqual([])
    expect(messagesFor('main/run.js', "import './app/create-app.js'")).toEqual([])
  })
})
