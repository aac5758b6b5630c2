import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { ElectronApplication } from '@playwright/test'
import type { DemoProcess } from '../support/demo-process'
import { expectConnected } from '../support/person'
import { expect, test } from '../support/wallet-test'

const ID = 'damaged-node'

/** A profile that knows the node, with this as its database; the node is not in use. Gives the database's folder. */
function profileWith(dataDir: string, node: DemoProcess, writeDatabase: (file: string) => void): string {
  const saved = { id: ID, address: node.grpc, security: { kind: 'loopback' }, demo: false }
  writeFileSync(join(dataDir, 'nodes.json'), JSON.stringify({ nodes: [saved] }))
  const folder = join(dataDir, 'nodes', ID)
  mkdirSync(folder, { recursive: true })
  writeDatabase(join(folder, 'wallet.db'))
  return folder
}

interface Asked {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

/** Answers the system's dialogs, which a test cannot click, with the button of this name; tells what was asked. */
async function answerDialogs(
  app: ElectronApplication,
  button: string
): Promise<() => Promise<readonly Asked[]>> {
  const asked = await app.evaluateHandle(({ dialog }, name) => {
    const seen: Asked[] = []
    dialog.showMessageBox = (...args: unknown[]) => {
      const options = args.at(-1) as Asked
      seen.push({ message: options.message, detail: options.detail, buttons: options.buttons })
      return Promise.resolve({ response: options.buttons.indexOf(name), checkboxChecked: false })
    }
    return seen
  }, button)
  return () => asked.evaluate((seen) => seen)
}

test('damaged records are kept aside whole, and new ones are started when the person says so', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const folder = profileWith(dataDir, node, (file) => writeFileSync(file, 'no database at all'))
  const { app, page } = await launchWallet({ dataDir })
  const asked = await answerDialogs(app, 'Keep it aside and start new')
  await page.getByLabel('Node address').fill(node.grpc)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectConnected(page)
  const [question, ...more] = await asked()
  expect(more).toEqual([])
  expect(question?.message).toBe('The records of this node are damaged')
  expect(question?.detail).toContain(join(folder, 'wallet.db'))
  const [aside] = readdirSync(folder).filter((name) => name.includes('.broken-'))
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe('no database at all')
})

test('records of a newer version are left alone, and another node can be chosen', async ({
  dataDir,
  launchWallet,
  node
}) => {
  const folder = profileWith(dataDir, node, (file) => {
    const database = new DatabaseSync(file)
    database.exec('CREATE TABLE later (x); PRAGMA user_version = 9999')
    database.close()
  })
  const before = readFileSync(join(folder, 'wallet.db'))
  const { app, page } = await launchWallet({ dataDir })
  const asked = await answerDialogs(app, 'Choose another node')
  await page.getByLabel('Node address').fill(node.grpc)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect.poll(asked).toHaveLength(1)
  expect((await asked())[0]?.message).toBe('A newer IMP Wallet wrote these records')
  await expect(page.getByLabel('Node address')).toBeVisible()
  expect(readFileSync(join(folder, 'wallet.db')).equals(before)).toBe(true)
})

test('damaged settings are kept aside, and the wallet starts with the defaults', async ({
  dataDir,
  launchWallet,
  node
}) => {
  writeFileSync(join(dataDir, 'settings.json'), '{"clickLimitSat": "5')
  const { page } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(page)
  const [aside] = readdirSync(dataDir).filter((name) => name.startsWith('settings.json.broken-'))
  expect(readFileSync(join(dataDir, aside ?? ''), 'utf8')).toBe('{"clickLimitSat": "5')
})
