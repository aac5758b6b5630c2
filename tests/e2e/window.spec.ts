import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rectangle } from 'electron'
import { expect, test, type LaunchedWallet } from '../support/drivers/app'

const bounds = ({ app }: LaunchedWallet): Promise<Rectangle | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())

const place = ({ app }: LaunchedWallet, to: Rectangle) =>
  app.evaluate(({ BrowserWindow }, where) => BrowserWindow.getAllWindows()[0]?.setBounds(where), to)

const visible = ({ app }: LaunchedWallet) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test('The window opens where it was left, also after a kill, and always within the screen', async ({
  launchWallet,
  dataDir
}) => {
  const first = await launchWallet({ dataDir })
  await expect.poll(() => visible(first)).toBe(true)
  expect(await bounds(first)).toMatchObject({ width: 1080, height: 720 })
  const left = { x: 40, y: 60, width: 900, height: 640 }
  await place(first, left)
  await expect.poll(() => bounds(first)).toEqual(left)
  await first.close()

  const second = await launchWallet({ dataDir })
  await expect.poll(() => bounds(second)).toEqual(left)
  const small = { x: 0, y: 0, width: 10, height: 10 }
  await place(second, small)
  await expect.poll(() => bounds(second)).toMatchObject({ width: 720, height: 560 })
  const moved = { x: 100, y: 80, width: 800, height: 600 }
  await place(second, moved)
  const remembered = () => readFileSync(join(dataDir, 'window.json'), 'utf8')
  await expect.poll(remembered).toMatch(/"width": 800/u)
  await second.kill()

  const third = await launchWallet({ dataDir })
  await expect.poll(() => bounds(third)).toEqual(moved)
  const area = await third.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)
  // Mostly beyond the screen, as after a second screen was removed.
  await place(third, { x: area.width - 30, y: area.height - 30, width: 800, height: 600 })
  await expect.poll(remembered).toMatch(new RegExp(`"x": ${area.width - 30}`, 'u'))
  await third.close()

  const fourth = await launchWallet({ dataDir })
  await expect
    .poll(() => bounds(fourth))
    .toEqual({ x: area.x + area.width - 800, y: area.y + area.height - 600, width: 800, height: 600 })
})
