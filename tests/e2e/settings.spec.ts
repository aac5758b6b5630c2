import type { Page } from '@playwright/test'
import { expectConnected, goTo } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

/** The lightness of the frame's colour, the first number of `oklch(…)`: from 0 (black) to 1 (white). */
const lightness = (page: Page): Promise<number> =>
  page.locator('.app').evaluate((frame) => {
    const [lightness] = /[\d.]+/u.exec(getComputedStyle(frame).backgroundColor) ?? []
    return Number(lightness)
  })

test('A theme applies at once, overrides the system’s, and survives a restart', async ({
  wallet,
  node,
  dataDir,
  launchWallet
}) => {
  const { page } = wallet
  // Otherwise Playwright overrides the system's setting.
  await page.emulateMedia({ colorScheme: null })
  await goTo(page, 'Settings')
  const theme = page.getByRole('radiogroup', { name: 'Theme' })
  await theme.getByText('Dark', { exact: true }).click()
  await expect.poll(() => lightness(page)).toBeLessThan(0.4)
  await theme.getByText('Light', { exact: true }).click()
  await expect.poll(() => lightness(page)).toBeGreaterThan(0.9)
  await theme.getByText('Dark', { exact: true }).click()
  await expect.poll(() => lightness(page)).toBeLessThan(0.4)
  await wallet.close()
  const again = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await again.page.emulateMedia({ colorScheme: null })
  await expectConnected(again.page)
  await expect.poll(() => lightness(again.page)).toBeLessThan(0.4)
})
