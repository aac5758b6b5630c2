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

test('Text that becomes markup does not run', async () => {
  const violated = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const directives: string[] = []
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          directives.push(effectiveDirective)
          if (directives.length === 5) resolve(directives)
        })
        const script = document.createElement('script')
        script.textContent = 'window.ran = true'
        document.body.append(script)
        const holder = document.body.appendChild(document.createElement('div'))
        holder.innerHTML = '<img src="data:," onerror="window.ran = true"><p style="color: red">x</p>'
        const style = document.createElement('style')
        style.textContent = 'body { display: none }'
        document.body.append(style)
        // Delayed, because the debugger that runs this function may evaluate what the page may not.
        setTimeout(() => window.eval('window.ran = true'))
      })
  )
  expect(violated.sort()).toEqual(
    ['script-src-elem', 'script-src-attr', 'style-src-attr', 'style-src-elem', 'script-src'].sort()
  )
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})

test('The page has no access to files, Node and Electron', async () => {
  const found = await page.evaluate(async () => {
    const outcome = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'read',
        () => 'refused'
      )
    const globals = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global']
    return {
      globals: globals.filter((name) => name in window),
      fetch: await outcome(fetch('file:///etc/hostname')),
      image: await new Promise<string>((resolve) => {
        const image = new Image()
        image.addEventListener('load', () => resolve('read'))
        image.addEventListener('error', () => resolve('refused'))
        image.src = 'file:///usr/share/pixmaps/debian-logo.png'
      })
    }
  })
  expect(found).toEqual({ globals: [], fetch: 'refused', image: 'refused' })

  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const set = Reflect.get(contents, 'getLastWebPreferences').call(contents) as Record<string, unknown>
      return ['contextIsolation', 'sandbox', 'nodeIntegration', 'webviewTag', 'webSecurity'].map(
        (name) => set[name]
      )
    })
  )
  expect(preferences).toEqual([[true, true, false, false, true]])
})

test('The app:// protocol serves the built page with its policy, and no other file', async () => {
  const ask = (urls: readonly string[], method = 'GET') =>
    app.evaluate(
      ({ session }, [all, verb]) =>
        Promise.all(
          all.map((url) =>
            session.defaultSession.fetch(url, { method: verb }).then(
              ({ status }) => status,
              () => 'refused'
            )
          )
        ),
      [urls, method] as const
    )
  expect(await ask(['app://wallet/index.html'])).toEqual([200])
  const policy = await app.evaluate(({ session }) =>
    session.defaultSession
      .fetch('app://wallet/index.html')
      .then(({ headers }) => headers.get('content-security-policy'))
  )
  expect(policy).toContain("default-src 'none'")

  const escapes = [
    'app://wallet/../main/index.js',
    'app://wallet/%2e%2e/main/index.js',
    'app://wallet/..%2fmain%2findex.js',
    'app://wallet/..%5cmain%5cindex.js',
    'app://wallet/assets/..%2f..%2fmain/index.js',
    'app://wallet/%252e%252e/main/index.js',
    'app://wallet//etc/hostname',
    'app://wallet/index.html%00.js',
    'app://wallet/assets',
    'app://wallet/',
    'app://other/index.html'
  ]
  for (const url of escapes) expect(await ask([url]), url).not.toEqual([200])
  expect(await ask(['app://wallet/index.html'], 'POST')).not.toEqual([200])
})
