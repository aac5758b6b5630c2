import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { certificateFingerprint, issueCertificate } from '../support/fixtures/certificate'
import { filesWith } from '../support/fixtures/files-with'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import {
  amountIn,
  connect,
  createInvoice,
  expectConnected,
  goTo,
  enterAddress
} from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'
import { activeNode } from './wallet-calls'

const API_KEY = 'key-7d20b1c4-of-this-node-only'

const chip = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('button')
const choose = (page: Page, security: string) =>
  page.getByRole('radio', { name: security, exact: true }).check()
const pressConnect = (page: Page) => page.getByRole('button', { name: 'Connect', exact: true }).click()

async function send(node: DemoProcess, text: string): Promise<void> {
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })
}

/** A certificate and its key as files, for the command line of the demo node. */
function certificateFiles(folder: string, name: string) {
  const { cert, key } = issueCertificate({ commonName: 'IMP demo node' })
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) }
  writeFileSync(files.cert, cert)
  writeFileSync(files.key, key)
  return {
    args: ['--tls-cert', files.cert, '--tls-key', files.key],
    fingerprint: certificateFingerprint(cert)
  }
}

/** The first group of a fingerprint as shown. */
const firstGroup = (fingerprint: string) => fingerprint.slice(0, 24)

test('A node is pinned by its fingerprint, and its renewed certificate is accepted at the connection status', async ({
  launchWallet,
  dataDir
}) => {
  const [first, renewed] = ['first', 'renewed'].map((name) => certificateFiles(dataDir, name))
  if (first === undefined || renewed === undefined) throw new Error('two certificates')
  let node = await startDemoProcess(first.args)
  try {
    const { page } = await launchWallet({ dataDir })
    await enterAddress(page)
    await page.getByLabel('Node address').fill(node.grpc)
    await choose(page, 'TLS with a certificate')
    await pressConnect(page)
    await expect(page.getByText('The certificate is not trusted')).toBeVisible()
    await expect(page.getByText(firstGroup(first.fingerprint))).toBeVisible()
    await page.getByRole('button', { name: 'It matches, trust it' }).click()
    await expectConnected(page)
    await send(node, 'Before the renewal')
    await expect(page.getByText('Before the renewal').first()).toBeVisible()

    const { grpc } = node
    await node.stop()
    await expect(chip(page)).toContainText(/Reconnecting.*attempt \d+, next try in/u)
    node = await startDemoProcess([...renewed.args, '--grpc', grpc])
    await expect(chip(page)).toContainText('certificate changed', { timeout: 30_000 })
    await chip(page).click()
    await expect(page.getByText(firstGroup(renewed.fingerprint))).toBeVisible()
    await expect(page.getByText(firstGroup(first.fingerprint))).toBeVisible()
    // A held Enter key must not trust it.
    await expect(page.getByRole('button', { name: 'Not now' })).toBeFocused()
    await page.getByRole('button', { name: 'It matches, trust it' }).click()
    await expectConnected(page)
    await expect(page.getByText('Before the renewal').first()).toBeVisible()
    await send(node, 'After the renewal')
    await expect(page.getByText('After the renewal').first()).toBeVisible()
  } finally {
    await node.stop()
  }
})

test('An API key is corrected after a typing error, replaced after it was revoked, and never written to disk in plain text', async ({
  launchWallet,
  dataDir
}) => {
  const node = await startDemoProcess(['--generation', '2', '--api-key', API_KEY])
  try {
    const { page } = await launchWallet({ dataDir })
    await enterAddress(page)
    await page.getByLabel('Node address').fill(node.grpc)
    await page.getByLabel('API key').fill('not-this-one')
    await pressConnect(page)
    await expect(page.getByText('The node refused the API key')).toBeVisible()
    await page.getByLabel('API key').fill(API_KEY)
    await pressConnect(page)
    await expectConnected(page)
    await send(node, 'With the first key')
    await expect(page.getByText('With the first key').first()).toBeVisible()
    await goTo(page, 'Settings')
    await expect(page.getByRole('list', { name: 'What this node can do' })).toContainText(
      'Report its approximate balance'
    )
    await expect(page.getByText('Can send')).toBeVisible()

    const next = `${API_KEY}-2`
    await node.call('AddApiKey', { key: next })
    await node.call('RevokeApiKey', { key: API_KEY })
    await node.call('DropConnections', {})
    await expect(chip(page)).toContainText('API key refused', { timeout: 30_000 })
    await chip(page).click()
    const again = page.getByRole('form', { name: 'Enter the API key again' })
    await again.getByLabel('API key').fill(next)
    await again.getByRole('button', { name: 'Save and connect' }).click()
    await expectConnected(page)
    await goTo(page, 'Inbox')
    await expect(page.getByText('With the first key').first()).toBeVisible()
    expect(filesWith(dataDir, API_KEY)).toEqual([])
  } finally {
    await node.stop()
  }
})

test('A node that requires a client certificate gets it, and the key is never written to disk in plain text', async ({
  launchWallet,
  dataDir
}) => {
  const authority = issueCertificate({ commonName: 'authority', ca: true })
  const client = issueCertificate({ commonName: 'wallet' }, authority)
  const ca = join(dataDir, 'authority.pem')
  writeFileSync(ca, authority.cert)
  const node = await startDemoProcess(['--tls', '--tls-client-ca', ca])
  try {
    const { page } = await launchWallet({ dataDir })
    await enterAddress(page)
    await page.getByLabel('Node address').fill(node.grpc)
    await choose(page, 'TLS with a certificate')
    await page.getByRole('button', { name: 'Add a client certificate…' }).click()
    await page
      .getByRole('group', { name: 'Client certificate' })
      .getByRole('button', { name: 'Paste…' })
      .click()
    await page.getByLabel('Client certificate and key (PEM)').fill(`${client.cert}\n${client.key}`)
    await expect(page.getByText('Certificate and key added')).toBeVisible()
    await pressConnect(page)
    await page.getByRole('button', { name: 'It matches, trust it' }).click()
    await expectConnected(page)
    const secret = client.key.split('\n')[1] ?? ''
    expect(secret.length).toBeGreaterThan(20)
    expect(filesWith(dataDir, secret)).toEqual([])
  } finally {
    await node.stop()
  }
})

test('Two nodes have separate inboxes, activity lists and limits, and are switched without a restart', async ({
  launchWallet,
  dataDir
}) => {
  const [one, two] = [await startDemoProcess(['--seed', 'one']), await startDemoProcess(['--seed', 'two'])]
  try {
    const { page } = await launchWallet({ dataDir })
    await connect(page, one.grpc)
    await send(one, 'Hello from the first node')
    await goTo(page, 'Inbox')
    await expect(page.getByText('Hello from the first node').first()).toBeVisible()
    await createInvoice(page, '1000', 'Invoice of the first')
    await goTo(page, 'Settings')
    await page.getByLabel('One click pays up to').fill('777')
    await page.getByLabel('One click pays up to').blur()

    await page.getByLabel('Node address').fill(two.grpc)
    await page.getByRole('button', { name: 'Test and save' }).click()
    await expect(chip(page)).toContainText(two.grpc)
    await expectConnected(page)
    await expect(page.getByLabel('One click pays up to')).toHaveValue('10,000')
    await goTo(page, 'Inbox')
    await send(two, 'Hello from the second node')
    await expect(page.getByText('Hello from the second node').first()).toBeVisible()
    await expect(page.getByText('Hello from the first node')).toHaveCount(0)
    await goTo(page, 'Activity')
    await expect(amountIn(page, 'Invoice of the first')).toHaveCount(0)

    await chip(page).click()
    await page.getByRole('button', { name: `Use ${one.grpc}` }).click()
    await expect(chip(page)).toContainText(one.grpc)
    await expectConnected(page)
    await expect(amountIn(page, 'Invoice of the first')).toBeVisible()
    await goTo(page, 'Inbox')
    await expect(page.getByText('Hello from the first node').first()).toBeVisible()
    await expect(page.getByText('Hello from the second node')).toHaveCount(0)

    await goTo(page, 'Settings')
    await expect(page.getByLabel('One click pays up to')).toHaveValue('777')
    await page.getByRole('button', { name: `Options for ${two.grpc}` }).click()
    await page.getByRole('button', { name: 'Forget…' }).click()
    await page.getByRole('radio', { name: /^Erase/u }).check()
    await page.getByRole('button', { name: 'Forget and erase' }).click()
    await expect(page.getByRole('list', { name: 'Your nodes' }).getByRole('listitem')).toHaveCount(1)
    expect(readdirSync(join(dataDir, 'nodes'))).toHaveLength(1)
  } finally {
    await Promise.all([one, two].map((node) => node.stop()))
  }
})

test('A node that refused the API key is listed with that while another one is used, until it is connected again', async ({
  launchWallet,
  dataDir
}) => {
  const one = await startDemoProcess(['--generation', '2', '--api-key', API_KEY, '--seed', 'one'])
  const two = await startDemoProcess(['--seed', 'two'])
  const refused = (page: Page) =>
    page
      .getByRole('list', { name: 'Your nodes' })
      .getByRole('listitem')
      .filter({ hasText: 'API key refused' })
  const addNode = async (page: Page, address: string) => {
    await page.getByLabel('Node address').fill(address)
    await page.getByRole('button', { name: 'Test and save' }).click()
    await expect(chip(page)).toContainText(address)
    await expectConnected(page)
  }
  try {
    const wallet = await launchWallet({ dataDir })
    await connect(wallet.page, two.grpc)
    await goTo(wallet.page, 'Settings')
    await wallet.page.getByLabel('API key').fill(API_KEY)
    await addNode(wallet.page, one.grpc)
    await one.call('RevokeApiKey', { key: API_KEY })
    await one.call('DropConnections', {})
    await expect(chip(wallet.page)).toContainText('API key refused', { timeout: 30_000 })
    await wallet.page.getByRole('button', { name: `Use ${two.grpc}` }).click()
    await expectConnected(wallet.page)
    await expect(refused(wallet.page)).toContainText(one.grpc)
    await wallet.close()

    const { page } = await launchWallet({ dataDir })
    await expectConnected(page)
    await goTo(page, 'Settings')
    await expect(refused(page)).toContainText(one.grpc)
    const next = `${API_KEY}-2`
    await one.call('AddApiKey', { key: next })
    await page.getByLabel('API key').fill(next)
    await addNode(page, one.grpc)
    await expect(refused(page)).toHaveCount(0)
  } finally {
    await Promise.all([one, two].map((node) => node.stop()))
  }
})

test('Plaintext to another computer is refused until the person chooses it, with its warning', async ({
  launchWallet,
  dataDir
}) => {
  const { page } = await launchWallet({ dataDir })
  await enterAddress(page)
  // A documentation address (RFC 5737), where nothing answers.
  await page.getByLabel('Node address').fill('192.0.2.1:8881')
  await pressConnect(page)
  await expect(page.getByText('This address is not on this computer.')).toBeVisible()
  await choose(page, 'Unencrypted')
  await expect(page.getByText('Others on the network can read and change your invoices')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect without encryption' })).toBeVisible()

  const refused = await page.evaluate(() =>
    window.imp.connection.connect({ address: '192.0.2.1:8881', security: { kind: 'loopback' } })
  )
  expect(refused).toMatchObject({ value: { kind: 'failed', failure: { code: 'bad-address' } } })
})

test('What a node could send stays known without a connection, until the node is forgotten', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const { page } = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(page)
  const id = await activeNode(page)
  const file = join(dataDir, 'balances.json')
  const written = () => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  await expect.poll(written).toContain(id)
  await page.evaluate(() => window.imp.connection.leave())
  const known = await page.evaluate(async () => {
    const state = await window.imp.app.snapshot()
    return state.ok ? state.value.nodes[0]?.lastSpendable?.spendableSat : undefined
  })
  expect(known).toBeGreaterThan(0n)
  expect(written()).toContain(String(known))
  await page.evaluate((forgotten) => window.imp.connection.forget({ id: forgotten, erase: false }), id)
  expect(written()).not.toContain(id)
})

test('Erasing the records of the demo node needs a typed word and leaves nothing in the profile', async ({
  launchWallet,
  dataDir
}) => {
  const { page } = await launchWallet({ dataDir })
  await page.getByRole('button', { name: /demo node/iu }).click()
  await createInvoice(page, '1000', 'Play invoice')
  await expect.poll(() => readdirSync(dataDir)).toContain('demo-node.json')
  expect(readdirSync(join(dataDir, 'nodes'))).toHaveLength(1)

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase messages, payments and proofs?' })
  await dialog.getByRole('button', { name: 'Erase' }).click({ force: true })
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('Type erase to continue').fill('erase')
  await dialog.getByRole('button', { name: 'Erase' }).click()
  await expect(page.getByRole('heading', { name: 'What do you have?' })).toBeVisible()
  expect(readdirSync(join(dataDir, 'nodes'))).toEqual([])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('demo-node.json'))).toEqual([])
})
