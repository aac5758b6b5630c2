import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../support/drivers/app'
import { ANSWERING, lastWords } from '../support/drivers/scripted-dialogs'

/** The program and arguments that start the app in a folder; default: the project's folder. */
function started(folder?: string): [program: string, args: string[]] {
  const electronArgs: unknown = JSON.parse(process.env['IMP_TEST_ELECTRON_ARGS'] ?? '[]')
  if (!Array.isArray(electronArgs)) throw new Error('Run these tests with `npm run test:e2e`.')
  const args = electronArgs.map(String)
  // The project's folder is the last argument.
  return [
    process.env['IMP_TEST_ELECTRON'] ?? '',
    folder === undefined ? args : [...args.slice(0, -1), resolve(folder)]
  ]
}

/** Runs the wallet as from a terminal, to its end. */
async function run(dataDir: string, ...args: string[]): Promise<string> {
  const [program, appArgs] = started()
  const { stdout } = await promisify(execFile)(program, [...appArgs, ...args], {
    env: { ...process.env, IMP_WALLET_DATA_DIR: dataDir }
  })
  return stdout
}

test('The wallet prints only the version of package.json for --version, and creates no profile', async ({
  dataDir
}) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(await run(dataDir, '--version')).toBe(`${version}\n`)
  expect(readdirSync(dataDir)).toEqual([])
})

test('The wallet prints its options for --help', async ({ dataDir }) => {
  expect(await run(dataDir, '--help')).toMatch(/--hidden[\s\S]*--version[\s\S]*IMP_WALLET_DATA_DIR/u)
  expect(readdirSync(dataDir)).toEqual([])
})

test.describe('a data folder that cannot be used', () => {
  for (const [what, inTheWay, folder] of [
    ['new one', '.', 'wallet'],
    ['used one', 'browser', '.']
  ] as const) {
    test(`is reported with its path and the reason, and ends the wallet with an error: a ${what}`, async ({
      dataDir
    }) => {
      // A file in place of a folder: even an administrator cannot write into it.
      const profile = join(dataDir, 'profile')
      if (folder === '.') mkdirSync(profile)
      writeFileSync(join(profile, inTheWay), '')
      const userData = join(profile, folder)
      const env = { ...process.env, IMP_WALLET_DATA_DIR: userData, IMP_TEST_LAST_WORDS: dataDir }
      const [program, args] = started(ANSWERING)
      const child = spawn(program, args, {
        env: {
          ...env,
          ...(process.env['IMP_ELECTRON_APP'] !== undefined && { IMP_ELECTRON_APP: resolve(ANSWERING) })
        },
        stdio: 'ignore'
      })
      const [code] = (await once(child, 'exit')) as [unknown]
      expect(code).toBe(73)
      const words = lastWords(dataDir)
      expect(words).toContain('IMP Wallet cannot use its data folder')
      expect(words).toContain(userData)
      expect(words).toMatch(/ENOTDIR|EEXIST/u)
      expect(words).toContain('Your money is at your node and is not affected.')
    })
  }
})
