import type { Page } from '@playwright/test'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import { expectConnected, goTo, spend } from '../support/drivers/user-actions'
import { expect, test as base } from '../support/drivers/wallet-test'

/** A node whose payments of messages have a fee. Each part of a message takes 2 sats: one, and one of fee. */
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  node: async ({}, use) => {
    const node = await startDemoProcess(['--message-fee', '1000'])
    await use(node)
    await node.stop()
  }
})

const LONG = 'Here is the whole plan for Saturday, so that no one has to ask twice. '.repeat(30)
const field = (page: Page) => page.getByRole('textbox', { name: 'Message to' })
/** The long message in the thread. */
const own = (page: Page) => page.getByRole('log').getByRole('article').filter({ hasText: 'the whole plan' })
const parts = (page: Page) => own(page).getByRole('list', { name: 'Parts' }).getByRole('listitem')

const sendRequests = async (node: DemoProcess): Promise<number> =>
  (await node.call('GetState', {})).calls.filter(({ method }) => method === 'SendMessage').length
const spendable = async (node: DemoProcess): Promise<bigint> =>
  BigInt((await node.call('GetState', {})).spendable_sat)
/** Resolves when a part of the message waits at the node. */
const partWaits = (node: DemoProcess) =>
  expect.poll(async () => (await node.call('GetState', {})).held_parts).toBe(1)

/**
 * Sends the message, of which the first part arrives and the second one waits at the node. Resolves with the sats that
 * could be spent before.
 */
async function sendFirstPart(page: Page, node: DemoProcess): Promise<bigint> {
  await node.call('SendMessage', { from: 'Mira', data: Buffer.from('What is the plan?') })
  await goTo(page, 'Inbox')
  const before = await spendable(node)
  await node.call('HoldParts', {})
  await field(page).fill(LONG)
  await spend(page.getByRole('button', { name: 'Send 3 parts for 3 sats' }))
  await partWaits(node)
  await node.call('ReleaseParts', { count: 1 })
  await partWaits(node)
  await expect(parts(page)).toContainText([/arrived\s*2 sats/u, /0:\d\d\s*1 sat/u, /waiting\s*1 sat/u])
  return before
}

test('A window that is reloaded while a message is sent shows how far it is, and the message is sent once', async ({
  wallet: { page },
  node
}) => {
  const before = await sendFirstPart(page, node)
  await page.reload()
  await expectConnected(page)
  await goTo(page, 'Inbox')
  await expect(own(page)).toHaveCount(1)
  await expect(own(page)).toContainText('part 2 of 3')
  await expect(parts(page)).toContainText([/arrived\s*2 sats/u, /1 sat/u, /waiting\s*1 sat/u])
  await expect(field(page)).toHaveValue('')

  await node.call('ReleaseParts', {})
  await expect(own(page)).toContainText('−6')
  await expect(own(page)).not.toContainText('Sending')
  expect(await sendRequests(node)).toBe(1)
  expect(before - (await spendable(node))).toBe(6n)
  await page.reload()
  await expect(own(page)).toHaveCount(1)
  await expect(own(page)).toContainText('−6')
})

test('A wallet that is killed while a message is sent does not know its outcome, and sending again pays no part twice', async ({
  launchWallet,
  dataDir,
  node
}) => {
  const options = { dataDir, env: { IMP_WALLET_NODE: node.grpc } }
  const first = await launchWallet(options)
  await expectConnected(first.page)
  const before = await sendFirstPart(first.page, node)
  await first.kill()
  await node.call('ReleaseParts', {})

  const { page } = await launchWallet(options)
  await expectConnected(page)
  await goTo(page, 'Inbox')
  await expect(own(page)).toHaveCount(1)
  await expect(own(page)).toContainText('Outcome unknown')
  await spend(page.getByRole('button', { name: 'Send again for 3 sats' }))
  await expect(own(page)).toContainText('−6')
  expect(await sendRequests(node)).toBe(2)
  expect(before - (await spendable(node))).toBe(6n)
})

test('A message that stops half-way shows what it cost, can be left as it is, and completed without paying twice', async ({
  wallet: { page },
  node
}) => {
  const before = await sendFirstPart(page, node)
  await node.call('ReleaseParts', { count: 1, outcome: 'fail' })
  await expect(own(page)).toContainText('Part 2 of 3 was not sent')
  await expect(parts(page)).toContainText([
    /arrived\s*2 sats/u,
    /no route\s*0 sats/u,
    /not sent\s*0 sats/u,
    /Spent\s*2 sats/u
  ])
  expect(before - (await spendable(node))).toBe(2n)

  await own(page).getByRole('button', { name: 'Leave it' }).click()
  await expect(own(page)).toContainText('1 of 3 parts arrived')
  await page.reload()
  await expect(own(page)).toContainText('1 of 3 parts arrived')
  await own(page).getByRole('button', { name: 'Show the parts' }).click()
  await node.call('ReleaseParts', {})
  await spend(own(page).getByRole('button', { name: 'Send the rest for 2 sats' }))
  await expect(own(page)).toContainText('−6')
  expect(before - (await spendable(node))).toBe(6n)
})
