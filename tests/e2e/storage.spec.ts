import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { ANSWERING, messageBox, messageBoxes, press } from '../support/drivers/scripted-dialogs'
import { walletEnd } from '../support/drivers/native-window'
import { fillDisk, makeRoom, SMALL_DISK } from '../support/drivers/disk'
import { executions, expectConnected, goTo, payRequests, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'
import { activeNode } from './wallet-calls'

const NODE_ID = 'n1'

/**
 * Creates a profile with this node as the active one; returns the folder of its records. `withoutRecords`: nodes that
 * have had none yet.
 */
function usedProfile(dataDir: string, address: string, withoutRecords: readonly string[] = []): string {
  const node = { id: NODE_ID, address, security: { kind: 'loopback' }, demo: false }
  writeFileSync(
    join(dataDir, 'nodes.json'),
    JSON.stringify({ nodes: [node], active: NODE_ID, withoutRecords })
  )
  const folder = join(dataDir, 'nodes', NODE_ID)
  mkdirSync(folder, { recursive: true })
  return join(folder, 'wallet.db')
}

test('Damaged settings are copied aside and reported, and the wallet continues with defaults', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const broken = '{ "clickLimitSat": "2500", "theme'
  writeFileSync(join(dataDir, 'settings.json'), broken)
  const wallet = await launchWallet({ dataDir, folder: ANSWERING, env: { IMP_WALLET_NODE: node.grpc } })

  const { detail } = await messageBox(wallet, 'The settings could not be read')
  const aside = readdirSync(dataDir).find((name) => name.startsWith('settings.json.broken-')) ?? ''
  expect(readFileSync(join(dataDir, aside), 'utf8')).toBe(broken)
  expect(detail).toContain(join(dataDir, aside))
  expect(detail).toContain('A spending limit may be the default')
  await press(wallet, 'Continue')

  await expectConnected(wallet.page)
  await goTo(wallet.page, 'Settings')
  await wallet.page.getByRole('link', { name: 'Spending limits' }).click()
  await expect(wallet.page.getByLabel('One click pays up to')).toHaveValue('10,000')
})

test('Damaged records are not touched until the person decides, and are then moved aside', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const DAMAGED = `The records of ${node.grpc} are damaged`
  const records = usedProfile(dataDir, node.grpc)
  const database = new DatabaseSync(records)
  database.exec('CREATE TABLE pages (content TEXT)')
  const fill = database.prepare('INSERT INTO pages VALUES (?)')
  for (let page = 0; page < 20; page += 1) fill.run('x'.repeat(4000))
  database.close()
  // The header is intact, so that the file is recognised as a damaged database.
  const broken = readFileSync(records).fill('damage', 4096)
  writeFileSync(records, broken)

  const first = await launchWallet({ dataDir, folder: ANSWERING })
  const { detail, buttons } = await messageBox(first, DAMAGED)
  expect(detail).toContain(records)
  expect(detail).toContain('Your money is at your node and is not affected.')
  expect(buttons).toEqual(['Quit', 'Move it aside and start new records', 'Choose another node'])
  const quit = walletEnd(first)
  await press(first, 'Quit')
  await quit
  expect(readFileSync(records)).toEqual(broken)

  const second = await launchWallet({ dataDir, folder: ANSWERING })
  await messageBox(second, DAMAGED)
  await press(second, 'Move it aside and start new records')
  await expectConnected(second.page)
  const aside = readdirSync(join(dataDir, 'nodes', NODE_ID)).find((name) => name.includes('.broken-')) ?? ''
  expect(readFileSync(join(dataDir, 'nodes', NODE_ID, aside))).toEqual(broken)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('Back again') })
  await expect(second.page.getByText('Back again').first()).toBeVisible()
})

test('Records of a newer wallet are not touched', async ({ launchWallet, dataDir, node }) => {
  const records = usedProfile(dataDir, node.grpc)
  const database = new DatabaseSync(records)
  database.exec('CREATE TABLE something_new (id INTEGER); PRAGMA user_version = 9999')
  database.close()
  const written = readFileSync(records)

  const wallet = await launchWallet({ dataDir, folder: ANSWERING })
  const { buttons } = await messageBox(wallet, `A newer IMP Wallet wrote the records of ${node.grpc}`)
  expect(buttons).toEqual(['Quit', 'Choose another node'])
  await press(wallet, 'Choose another node')
  await expect(wallet.page.getByRole('heading', { name: 'What do you have?' })).toBeVisible()
  expect(readFileSync(records)).toEqual(written)
})

test('A file that cannot be opened or written is reported, and can be tried again', async ({
  launchWallet,
  dataDir,
  node
}) => {
  // A folder in place of a file: even an administrator cannot write to it.
  const records = usedProfile(dataDir, node.grpc, [NODE_ID])
  mkdirSync(records)
  const wallet = await launchWallet({ dataDir, folder: ANSWERING })
  const { page } = wallet

  await messageBox(wallet, `The records of ${node.grpc} cannot be opened`)
  rmdirSync(records)
  await press(wallet, 'Try again')
  await expectConnected(page)
  expect((await messageBoxes(wallet)).filter(({ open }) => open)).toEqual([])

  const settings = join(dataDir, 'settings.json')
  mkdirSync(settings)
  await goTo(page, 'Settings')
  await page.getByRole('link', { name: 'Appearance' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.getByRole('alert').getByText('The change could not be saved')).toBeVisible()
  rmdirSync(settings)
  await page.getByText('Dark', { exact: true }).click()
  await expect.poll(() => existsSync(settings)).toBe(true)
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(readFileSync(settings, 'utf8')).toMatch(/"theme":\s*"dark"/u)
})

test('A full disk is reported; nothing is lost or sent meanwhile, and the wallet continues when there is space', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const wallet = await launchWallet({ dataDir, folder: SMALL_DISK, env: { IMP_WALLET_NODE: node.grpc } })
  const { page } = wallet
  await expectConnected(page)
  await fillDisk(wallet)
  const note = page.getByRole('alert').filter({ hasText: 'The wallet cannot write to the disk' })
  await expect(note).toHaveCount(0)
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('The long story. '.repeat(2_000)) })
  await expect(note).toBeVisible()
  await expect(note).toContainText('Your money at the node is not affected')

  // The first messages still fit into existing pages.
  const memo = 'by post '.repeat(70)
  const invoices = await Promise.all(
    Array.from({ length: 12 }, () =>
      node.call('CreatePeerInvoice', { from: 'Mira', amount_sat: '700', memo })
    )
  )
  const [last, ...others] = invoices
  const ended = await page.evaluate(
    ({ texts, active }) =>
      Promise.all(
        texts.map(async (invoice) => {
          const order = {
            node: active,
            invoice,
            expectedAmountMsat: 700_000n as never,
            retryUnknown: false,
            asksFirst: false
          }
          const sent = await window.imp.pay.send(order)
          return sent.ok ? 'sent' : sent.error.code
        })
      ),
    { texts: others.map(({ invoice }) => invoice), active: await activeNode(page) }
  )
  const sent = ended.filter((one) => one === 'sent').length
  expect([...new Set(ended.slice(sent))]).toEqual(['store-failed'])

  await goTo(page, 'Pay')
  await page.getByLabel('Invoice', { exact: true }).fill(last?.invoice ?? '')
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  const refusal = page.getByRole('alert').filter({ hasText: 'The payment could not be saved' })
  await expect(refusal).toContainText('Nothing was sent.')
  await expect(refusal).toContainText('Check that the disk is not full')
  expect(await payRequests(node)).toBe(sent)

  await makeRoom(wallet)
  await expect(note).toHaveCount(0)
  await spend(page.getByRole('button', { name: 'Pay 700 sats' }))
  await expect(page.getByText('Proof verified: the preimage hashes to the payment hash.')).toBeVisible()
  expect(await executions(node, last?.payment_hash ?? '')).toBe(1)
  await goTo(page, 'Inbox')
  await expect(page.getByRole('log').getByText('The long story.').first()).toBeVisible()
})
