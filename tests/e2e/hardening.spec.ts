import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { launchWallet, type LaunchedWallet } from '../support/drivers/app'
import { ALL_REFUSED, reachOut, watchAttempts } from './page-attacks'
import { startThirdPartyServer, type ThirdPartyServer } from '../support/processes/third-party-server'
import { temporaryFolder } from '../support/fixtures/temporary-folder'

/** One wallet with a compromised page, freshly loaded for each attack. */
let wallet: LaunchedWallet
let app: ElectronApplication
let page: Page
let thirdParty: ThirdPartyServer

test.beforeAll(async () => {
  thirdParty = await startThirdPartyServer()
  wallet = await launchWallet({ dataDir: temporaryFolder() })
  ;({ app, page } = wallet)
})
test.beforeEach(() => page.reload())
test.afterEach(() => expect(thirdParty.visits).toEqual([]))
test.afterAll(async () => {
  await wallet.kill()
  thirdParty.stop()
})

const contentsCount = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

test('The page cannot navigate away, and cannot open windows, links of other programs or downloads', async () => {
  const home = page.url()
  const attempts = await watchAttempts(app)
  const before = await contentsCount()

  const go = (url: string) => page.evaluate((to) => void window.location.assign(to), url)
  const leaving = [
    `${thirdParty.url}/assign`,
    'https://example.com/',
    'mailto:somebody@example.com',
    'smb://example.com/share',
    'lightning:lnbc1'
  ]
  for (const url of leaving) await go(url)
  await page.evaluate((to) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = `${to}/link`
    link.click()
  }, thirdParty.url)
  await expect
    .poll(async () => (await attempts()).map(({ url }) => url))
    .toEqual([...leaving, `${thirdParty.url}/link`])
  expect((await attempts()).every(({ prevented }) => prevented)).toBe(true)

  // Chromium itself refuses these to any page.
  await go('file:///etc/hostname')
  await go('data:text/html,x')

  const opened = await page.evaluate((url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = `${url}/blank`
    link.target = '_blank'
    link.click()
    const form = document.body.appendChild(document.createElement('form'))
    form.action = `${url}/form`
    form.submit()
    return ['about:blank', `${url}/open`, 'app://wallet/index.html', 'javascript:1'].map(
      (to) => window.open(to) === null
    )
  }, thirdParty.url)
  expect(opened).toEqual([true, true, true, true])

  await page.evaluate(() => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = 'data:application/octet-stream,x'
    link.download = 'x.bin'
    link.click()
  })
  await expect.poll(async () => (await attempts()).some(({ event }) => event === 'download')).toBe(true)

  expect((await attempts()).every(({ prevented }) => prevented)).toBe(true)
  expect(await contentsCount()).toBe(before)
  expect(page.url()).toBe(home)
})

test('The page cannot create a webview', async () => {
  const before = await contentsCount()
  const made = await page.evaluate((src) => {
    const view = document.body.appendChild(document.createElement('webview'))
    view.setAttribute('src', src)
    return { methods: 'loadURL' in view, shadow: view.shadowRoot !== null, frames: window.frames.length }
  }, thirdParty.url)
  expect(made).toEqual({ methods: false, shadow: false, frames: 0 })
  expect(await contentsCount()).toBe(before)
})

test('Every permission is denied', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
    return await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name } as unknown as PermissionDescriptor).then(({ state }) => state)
      )
    )
  })
  expect([...new Set(states)]).toEqual(['denied'])

  const asked = await page.evaluate(async () => {
    const answer = (attempt: Promise<unknown>) =>
      attempt.then(
        (value) => String(value),
        () => 'refused'
      )
    return {
      notification: await answer(Notification.requestPermission()),
      camera: await answer(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await answer(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await answer(navigator.clipboard.readText()),
      place: await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          () => resolve('refused')
        )
      )
    }
  })
  expect(asked).toEqual({
    notification: 'denied',
    camera: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    place: 'refused'
  })
})

test('Nothing in the page reaches the network, with and without the content security policy', async () => {
  expect(await reachOut(page, thirdParty.url)).toEqual(ALL_REFUSED)

  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  expect(await reachOut(page, thirdParty.url)).toEqual(ALL_REFUSED)

  // The policy would not load a frame at all, so only the session's filter can stop this one.
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const frame = document.body.appendChild(document.createElement('iframe'))
        frame.addEventListener('load', resolve)
        frame.src = `${url}/frame`
      }),
    thirdParty.url
  )
  expect(
    await app.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          () => 'loaded',
          () => 'refused'
        ),
      thirdParty.url
    )
  ).toBe('refused')
  await devtools.send('Page.setBypassCSP', { enabled: false })
  await devtools.detach()
})
