import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from '../support/app'

/** The wallet as somebody starts it in a terminal, to its end. */
async function run(dataDir: string, ...args: string[]): Promise<string> {
  const electronArgs: unknown = JSON.parse(process.env['IMP_TEST_ELECTRON_ARGS'] ?? '[]')
  if (!Array.isArray(electronArgs)) throw new Error('Run these tests with `npm run test:e2e`.')
  const { stdout } = await promisify(execFile)(
    process.env['IMP_TEST_ELECTRON'] ?? '',
    [...electronArgs.map(String), ...args],
    { env: { ...process.env, IMP_WALLET_DATA_DIR: dataDir } }
  )
  return stdout
}

test('answers --version with the version of package.json alone, and makes no profile', async ({
  dataDir
}) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(await run(dataDir, '--version')).toBe(`${version}\n`)
  expect(readdirSync(dataDir)).toEqual([])
})

test('answers --help with what there is to say on a command line', async ({ dataDir }) => {
  expect(await run(dataDir, '--help')).toMatch(/--hidden[\s\S]*--version[\s\S]*IMP_WALLET_DATA_DIR/u)
  expect(readdirSync(dataDir)).toEqual([])
})
