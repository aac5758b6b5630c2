import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../../..')
const fresh = mkdtempSync(join(tmpdir(), 'generated-protos-'))

afterAll(() => rmSync(fresh, { recursive: true, force: true }))

function contents(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name))
  return Object.fromEntries(
    files
      .filter((file) => statSync(file).isFile())
      .map((file) => [relative(dir, file), readFileSync(file, 'utf8')])
  )
}

it('The generated types match the protos (else: npm run generate:proto)', () => {
  execFileSync(process.execPath, [join(project, 'scripts/generate-proto.mjs'), '--out', fresh])
  expect(contents(join(project, 'src/proto-types/generated'))).toEqual(contents(fresh))
})
