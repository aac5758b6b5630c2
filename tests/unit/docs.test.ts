import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const security = readFileSync('docs/security.md', 'utf8')

/** The rows of the table in a section, without its head, as cells. */
function rowsOf(heading: string): string[][] {
  const [, section = ''] = security.split(`\n## ${heading}\n`)
  const [body = ''] = section.split('\n## ')
  return body
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

describe('the security model', () => {
  it('names for every claim a test that exists', () => {
    const rows = rowsOf('Attacks, and the tests that play them')
    expect(rows.length).toBeGreaterThan(20)
    for (const [, claim, file = '', title = ''] of rows) {
      const path = join('tests', file.replaceAll('`', ''))
      expect(existsSync(path), `${claim}: ${path}`).toBe(true)
      expect(readFileSync(path, 'utf8'), `${claim}: ${path}`).toContain(title)
    }
  })

  it('names for every rule a file that exists', () => {
    const tests = rowsOf('The rules, and the tests that try to break them').flatMap(([, , , cell = '']) =>
      [...cell.matchAll(/`((?:unit|contract|e2e|lnd)\/[^`*]*)`/gu)].map(([, path = '']) => path)
    )
    expect(tests.length).toBeGreaterThan(30)
    for (const path of tests) {
      const found = ['', '.test.ts', '.spec.ts'].some((end) => existsSync(join('tests', path + end)))
      expect(found, path).toBe(true)
    }
  })
})
