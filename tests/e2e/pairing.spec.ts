import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { makeMacaroon } from '../support/fixtures/macaroon'
import { expect, test } from '../support/drivers/app'

/** Well formed and made up; nothing answers where its link leads. */
const MACAROON = makeMacaroon().toString('base64url')
const linkTo = (address: string) => `lndconnect://${address}?macaroon=${MACAROON}`

test('A text that is not a connection link is reported, and the box stays open', async ({
  launchWallet,
  dataDir
}) => {
  const { page } = await launchWallet({ dataDir })
  await page.getByRole('button', { name: 'Connect LND' }).click()
  const box = page.getByLabel('Connection details')
  for (const [text, sentence] of [
    ['holiday in June', 'These are not connection details'],
    [`lnbc1${'p'.repeat(200)}`, 'This is an invoice, not a connection link']
  ] as const) {
    await box.fill(text)
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(box).toHaveValue('')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'What do you have?' })).toBeVisible()
})

test('The folder of an LND is dropped onto the box, and only its facts are shown', async ({
  launchWallet,
  dataDir
}) => {
  const folder = join(dataDir, 'lnd')
  const macaroons = join(folder, 'data/chain/bitcoin/regtest')
  mkdirSync(macaroons, { recursive: true })
  writeFileSync(join(macaroons, 'admin.macaroon'), makeMacaroon())
  writeFileSync(join(folder, 'lnd.conf'), 'rpclisten=127.0.0.1:10019')

  const { page } = await launchWallet({ dataDir: join(dataDir, 'wallet') })
  await page.getByRole('button', { name: 'Connect LND' }).click()
  await dropOn(page.getByLabel('Connection details'), folder)
  const given = page.getByRole('group', { name: 'Connection details' })
  await expect(given).toContainText('LND folder')
  await expect(given).toContainText('127.0.0.1:10019')
  expect(await page.content()).not.toContain(folder)
})

test('A key alone is read, and the usual address is proposed for it', async ({ launchWallet, dataDir }) => {
  const { page } = await launchWallet({ dataDir })
  await page.getByRole('button', { name: 'Connect LND' }).click()
  await page.getByLabel('Connection details').fill(makeMacaroon().toString('hex'))
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Connection details' })).toContainText(
    'Hidden, rights not known'
  )
  await expect(page.getByLabel('Address')).toHaveValue('127.0.0.1:10009')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

/** Drops a file or folder, as a person drags it from the file manager. */
async function dropOn(target: Locator, path: string): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('the target is not visible')
  const session = await target.page().context().newCDPSession(target.page())
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  await session.detach()
}

test('A port where nothing answers fails the check at that step, and the key is never shown', async ({
  launchWallet,
  dataDir
}) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  await new Promise((resolve) => server.close(resolve))
  const address = `127.0.0.1:${bound.port}`

  const { page } = await launchWallet({ dataDir })
  await page.getByRole('button', { name: 'Connect LND' }).click()
  await page.getByLabel('Connection details').fill(linkTo(address))
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Connection details' })).toContainText(address)
  expect(await page.content()).not.toContain(MACAROON)

  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText(`Nothing answers at ${address}`)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Connection check' })).toContainText('Failed: Port answers')
  await page.getByRole('button', { name: 'Change the details' }).click()
  await expect(page.getByRole('heading', { name: 'Connect your LND' })).toBeVisible()
})
