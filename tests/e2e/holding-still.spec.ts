import type { Page } from '@playwright/test'
import type { DemoProcess } from '../support/processes/demo-process'
import { goTo } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

const thread = (page: Page) => page.getByRole('log')
const newest = (page: Page) => page.getByRole('button', { name: /^Newest/u })
const write = (node: DemoProcess, text: string) =>
  node.call('SendMessage', { from: 'Mira', data: Buffer.from(text) })

/** The places of the rows of the thread, as a person sees them. */
const places = (page: Page) =>
  thread(page)
    .getByRole('article')
    .evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().top)))

async function hoverCard(page: Page, node: DemoProcess): Promise<void> {
  const { invoice } = await node.call('CreatePeerInvoice', {
    from: 'Mira',
    amount_sat: '2500',
    memo: 'Courier'
  })
  await write(node, `Please pay the courier: ${invoice}`)
  await goTo(page, 'Inbox')
  await page.getByRole('button', { name: 'Pay 2,500 sats' }).hover()
}

test('The thread does not move while the pointer is on a card, and Newest counts what waits below', async ({
  wallet: { page },
  node
}) => {
  await hoverCard(page, node)
  await expect(page.getByRole('button', { name: 'Pay 2,500 sats' })).toHaveAttribute('data-armed', 'true')
  const before = await places(page)
  await write(node, 'Your parcel is 7741-02.')
  await expect(newest(page)).toHaveAccessibleName('Newest, 1 new message')
  await write(node, 'It arrives tomorrow.')
  await expect(newest(page)).toHaveAccessibleName('Newest, 2 new messages')
  expect(await places(page)).toEqual(before)
  await expect(thread(page).getByText('Your parcel is 7741-02.')).toHaveCount(0)

  await page.getByRole('searchbox').hover()
  await expect(thread(page).getByText('It arrives tomorrow.')).toBeInViewport()
  await expect(thread(page).getByText('Your parcel is 7741-02.')).toHaveCount(1)
  await expect(newest(page)).toHaveCount(0)
})

test('Newest leads to what waits below a card and counts no more', async ({ wallet: { page }, node }) => {
  await hoverCard(page, node)
  const texts = Array.from({ length: 30 }, (_, index) => `Letter number ${index + 1}, for the courier.`)
  for (const text of texts) await write(node, text)
  await expect(newest(page)).toHaveAccessibleName('Newest, 30 new messages')
  await newest(page).click()
  await expect(thread(page).getByText('Letter number 30,')).toBeInViewport()
  await expect(newest(page)).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Inbox' })).not.toContainText('30')
})
