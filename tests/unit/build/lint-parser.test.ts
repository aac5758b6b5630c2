import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Linter, type Rule } from 'eslint'
import { describe, expect, it } from 'vitest'
import ts from 'typescript-eslint'
import { createLintParser, isSingleRun, svelteParser } from '../../../build/lint-parser.mjs'
import { testFolder } from '../../support/fixtures/test-folder'

const COMPONENT =
  '<script lang="ts">\n  import { later } from "./later"\n  const { n } = $props()\n  later(n)\n</script>\n<p>{n}</p>\n'
const FILES = {
  'later.ts': 'export async function later(n: number) { await Promise.resolve(n) }\n',
  'Caller.svelte': COMPONENT,
  'Other.svelte': COMPONENT,
  'caller.svelte.ts': 'import { later } from "./later"\nexport const n = $state(1)\nlater(n)\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      lib: ['ES2022'],
      types: [],
      strict: true,
      moduleResolution: 'bundler',
      module: 'ESNext'
    },
    include: ['*.ts', '*.svelte']
  })
}

/** Lints files of a new folder for promises that nothing awaits, and notes which programs gave the types. */
function setUp(singleRun: boolean) {
  const folder = testFolder()
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text)

  const programs = new Set<unknown>()
  const notePrograms: Rule.RuleModule = {
    create({ sourceCode }) {
      programs.add(sourceCode.parserServices.program)
      return {}
    }
  }
  const lintParser = createLintParser(singleRun)
  const linter = new Linter({ cwd: folder })
  const lint = (name: keyof typeof FILES, code: string = FILES[name]) =>
    linter
      .verify(
        code,
        {
          files: ['**/*.svelte', '**/*.ts'],
          plugins: { ts: ts.plugin, house: { rules: { 'note-programs': notePrograms } } },
          languageOptions: {
            parser: name.includes('.svelte') ? svelteParser : lintParser,
            parserOptions: {
              parser: lintParser,
              project: ['tsconfig.json'],
              tsconfigRootDir: folder,
              extraFileExtensions: ['.svelte']
            }
          },
          rules: { 'ts/no-floating-promises': 'error', 'house/note-programs': 'error' }
        },
        path.join(folder, name)
      )
      .map(({ ruleId, line, message }) => ({ ruleId, line, message: ruleId === null ? message : '' }))
  return { lint, programs }
}

const floatingPromise = (line: number) => ({ ruleId: 'ts/no-floating-promises', line, message: '' })

describe('the parser of lint in a single run', () => {
  it('gives components and modules the types of what they import, from one program', () => {
    const { lint, programs } = setUp(true)
    expect(lint('Caller.svelte')).toEqual([floatingPromise(4)])
    expect(lint('Other.svelte')).toEqual([floatingPromise(4)])
    expect(lint('caller.svelte.ts')).toEqual([floatingPromise(3)])
    expect(lint('later.ts')).toEqual([])
    expect(programs.size).toBe(1)
  })

  it('judges the code it is given when the file on the disk differs', () => {
    const { lint } = setUp(true)
    expect(lint('Caller.svelte', COMPONENT.replace('  later(n)', '\n  later(n)'))).toEqual([
      floatingPromise(5)
    ])
    expect(lint('Caller.svelte', COMPONENT.replace('  later(n)', '  void later(n)'))).toEqual([])
  })
})

describe('the parser of lint in an editor', () => {
  it('gives the same types', () => {
    const { lint } = setUp(false)
    expect(lint('Caller.svelte')).toEqual([floatingPromise(4)])
    expect(lint('caller.svelte.ts')).toEqual([floatingPromise(3)])
  })
})

describe('a single run', () => {
  it('is a run of the command line that fixes nothing', () => {
    expect(isSingleRun(['node', '/project/node_modules/.bin/eslint', '.'])).toBe(true)
    expect(isSingleRun(['node', 'C:\\project\\node_modules\\eslint\\bin\\eslint.js', '.'])).toBe(true)
    expect(isSingleRun(['node', '/project/node_modules/.bin/eslint', '.', '--fix'])).toBe(false)
    expect(isSingleRun(['node', '/project/node_modules/.bin/eslint', '.', '--fix-dry-run'])).toBe(false)
    expect(isSingleRun(['node', '/editor/eslint-server.js'])).toBe(false)
    expect(isSingleRun(['node'])).toBe(false)
  })
})
