import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoProcess } from '../support/processes/demo-process'
import { clickRapidly, goTo, spend } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

const said = (node: DemoProcess, text: string) =>
  node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })

async function callsOf(node: DemoProcess, method: string): Promise<number> {
  const { calls } = await node.call('GetState', {})
  return calls.filter((call) => call.method === method).length
}

test('The inbox replies to a message, shows the cost on the button, and sends once for ten clicks', async ({
  wallet,
  node
}) => {
  const { page } = wallet
  await said(node, 'Two bags of Sidamo are packed.')
  const thread = page.getByRole('log')
  await thread.getByText('Two bags of Sidamo are packed.').hover()
  await thread.getByRole('button', { name: 'Reply', exact: true }).click()
  await page.getByRole('textbox', { name: /^Message to/u }).fill('Please put the invoice in the parcel.')
  const send = page.getByRole('button', { name: 'Send for 1 sat' })
  await clickRapidly(page, send, 10)
  const own = thread.getByRole('article').filter({ hasText: 'Please put the invoice in the parcel.' })
  await expect(own).toHaveCount(1)
  await expect(own.getByText(/Two bags of Sidamo are packed/u)).toBeVisible()
  await expect(own.getByText(/^−1/u)).toBeVisible()
  expect(await callsOf(node, 'SendMessage')).toBe(1)
})

test('The inbox requests money: the node creates the invoice, and the thread shows it', async ({
  wallet,
  node
}) => {
  const { page } = wallet
  await said(node, 'What do I owe you?')
  await expect(page.getByRole('log').getByText('What do I owe you?')).toBeVisible()
  await page.getByRole('button', { name: 'Request payment' }).click()
  const form = page.getByRole('form', { name: 'Request payment' })
  await form.getByLabel('Amount').fill('48,000')
  await form.getByLabel('Memo').fill('Logo sketches, second round')
  await spend(form.getByRole('button', { name: 'Send request' }))
  await expect(form).toBeHidden()
  await expect(page.getByRole('article', { name: /48,000 sats/u })).toBeVisible()
  await expect
    .poll(async () => (await node.call('GetState', {})).invoices.map((invoice) => invoice.memo))
    .toContain('Logo sketches, second round')
  expect(await callsOf(node, 'SendMessage')).toBe(1)
})

test('The inbox lists contacts above newer strangers, also after a restart of the page', async ({
  wallet,
  node
}) => {
  const { page } = wallet
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('The parcel is here.') })
  await node.call('SendMessage', { from: 'Jonas', data: Buffer.from('Read this first.') })
  const rows = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem')
  await expect(rows.nth(0)).toContainText('Read this first.')
  await page.getByRole('button', { name: /The parcel is here\./u }).click()
  await page.getByRole('textbox', { name: /^Message to/u }).fill('Thank you.')
  await spend(page.getByRole('button', { name: 'Send for 1 sat' }))
  await expect(rows.nth(0)).toContainText('You: Thank you.')
  await node.call('SendMessage', { from: 'Jonas', data: Buffer.from('And this.') })
  await expect(rows.nth(0)).toContainText('And this.')
  await page.getByRole('button', { name: 'Inbox options' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Contacts first' }).click()
  await expect(rows.nth(0)).toContainText('You: Thank you.')
  await expect(rows.nth(1)).toContainText('And this.')
  await page.reload()
  await expect(rows.nth(0)).toContainText('You: Thank you.')
})

test('The search finds a word in all messages and opens the message', async ({ wallet, node }) => {
  const { page } = wallet
  await said(node, 'The parcel has the number 7741-02.')
  // A conversation opens at its first new message. If it was opened before the rest arrived, it follows the rest.
  await expect(page.getByRole('log').getByText('The parcel has the number 7741-02.')).toBeInViewport()
  for (let i = 0; i < 80; i++) await said(node, `Letter number ${i}, with some words to fill the line.`)
  await expect(page.getByRole('log').getByText('Letter number 79,')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search all messages' }).fill('parcel 7741')
  await page.getByRole('button', { name: /The parcel has the number/u }).click()
  await expect(page.getByRole('log').getByText('The parcel has the number 7741-02.')).toBeInViewport()
  await page.getByRole('button', { name: 'Newest' }).click()
  await expect(page.getByRole('log').getByText('Letter number 79,')).toBeInViewport()
})

test('A petname is saved and used everywhere', async ({ wallet, node }) => {
  const { page } = wallet
  await said(node, 'Hello')
  await page.getByRole('button', { name: 'Options for this sender' }).click()
  await page.getByRole('textbox', { name: 'Nickname' }).fill('Mira from the market')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Mira from the market/u })).toBeVisible()
  await expect(page.getByRole('log')).toHaveAttribute('aria-label', 'Messages from Mira from the market')
})

test('The activity list is exported as a file', async ({ wallet, node, dataDir }) => {
  const { app, page } = wallet
  const file = join(dataDir, 'activity.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await node.call('SendMessage', {
    from: 'Mira',
    data: Buffer.from('The difference back'),
    amount_sat: '1284'
  })
  await goTo(page, 'Activity')
  await expect(page.getByRole('button', { name: /1,284/u })).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^CSV/u }).click()
  await expect(page.getByText('One entry saved')).toBeVisible()
  expect(readFileSync(file, 'utf8').split('\r\n').filter(Boolean)).toHaveLength(2)
})

test('Everything is exported into a folder, and the data folder can be opened', async ({
  wallet,
  node,
  dataDir
}) => {
  const { app, page } = wallet
  const chosen = join(dataDir, 'for the accountant')
  mkdirSync(chosen)
  await app.evaluate(({ dialog, shell }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    shell.openPath = (path) => {
      Reflect.set(globalThis, 'openedPath', path)
      return Promise.resolve('')
    }
  }, chosen)
  await node.call('SendMessage', {
    from: 'Mira',
    data: Buffer.from('The difference back'),
    amount_sat: '1284'
  })
  await goTo(page, 'Activity')
  await expect(page.getByRole('button', { name: /1,284/u })).toBeVisible()

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('menuitem', { name: 'As JSON' }).click()
  await expect(page.getByText('2 entries saved')).toBeVisible()
  const [made, ...others] = readdirSync(chosen)
  expect(others).toEqual([])
  const read = (name: string): unknown => JSON.parse(readFileSync(join(chosen, made ?? '', name), 'utf8'))
  expect(read('activity.json')).toMatchObject([{ kind: 'message', amount_sat: '1284' }])
  expect(read('messages.json')).toMatchObject([{ text: 'The difference back', amount_sat: '1284' }])

  await page.getByRole('button', { name: 'Open folder' }).click()
  await expect.poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'openedPath')))).toBe(dataDir)
})
