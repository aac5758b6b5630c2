import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name))
)
/** The folders that the documents name paths from. */
const ROOTS = ['', 'src', 'src/main', 'tests', 'docs']
/** A path of the project: it ends in a slash, or in the ending of a source file. */
const PATH = /^[\w.@-]+(?:\/[\w.@-]+)*(?:\/|\/[\w.@-]+\.(?:ts|mjs|svelte|md|nsh|yml|dot|svg))$/u
/** Folders that a command makes, with a slash at the end. */
const MADE = readFileSync('.gitignore', 'utf8')
  .split('\n')
  .filter((line) => line.endsWith('/'))

const exists = (path: string) => ROOTS.some((root) => existsSync(join(root, path)))
const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code)

/** The rows of all tables in a section, without their heads, as cells. */
function rowsOf(document: string, heading: string): string[][] {
  const [, section = ''] = readFileSync(document, 'utf8').split(`\n## ${heading}\n`)
  const [body = ''] = section.split('\n## ')
  const lines = body.split('\n')
  return lines
    .filter((line, at) => line.startsWith('| ') && !line.startsWith('| ---') && !isHead(lines, at))
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

const isHead = (lines: readonly string[], at: number) => lines[at + 1]?.startsWith('| ---') === true

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  it('names only files and folders that exist', () => {
    for (const code of codeIn(text)) {
      // The documents of the protocol also cite files of LND and of the original daemon, which have other endings.
      const isMade = MADE.some((folder) => code.startsWith(folder))
      if (PATH.test(code) && !isMade) expect(exists(code), code).toBe(true)
    }
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#\s]+)/gu)) {
      expect(existsSync(join(dirname(document), target)), target).toBe(true)
    }
  })

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const [, name = ''] of text.matchAll(/npm run (?:-s )?([\w:-]+)/gu))
      expect(scripts).toHaveProperty([name])
  })
})

describe('the security model', () => {
  const rows = rowsOf('docs/security.md', 'Rules, and the tests that try to break them')

  it('names an existing place and an existing test for every rule', () => {
    expect(rows.length).toBeGreaterThan(45)
    for (const [, rule = '', where = '', tests = ''] of rows) {
      for (const path of codeIn(where)) expect(exists(path), `${rule}: ${path}`).toBe(true)
      expect(codeIn(tests), rule).not.toEqual([])
      for (const path of codeIn(tests)) {
        expect(existsSync(join('tests', path)) || existsSync(path), `${rule}: ${path}`).toBe(true)
      }
    }
  })

  it('names titles that their test files contain', () => {
    let titles = 0
    for (const [, , , tests = ''] of rows) {
      for (const [, path = '', list = ''] of tests.matchAll(/`([^`]+)`: (\*[^*]+\*(?:, \*[^*]+\*)*)/gu)) {
        const source = readFileSync(join('tests', path), 'utf8')
        for (const [, title = ''] of list.matchAll(/\*([^*]+)\*/gu)) {
          titles += 1
          expect(source, path).toContain(title)
        }
      }
    }
    expect(titles).toBeGreaterThan(5)
  })

  it('says every rule once', () => {
    const rules = rows.map(([, rule]) => rule)
    expect(new Set(rules).size).toBe(rules.length)
  })
})
