import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { launchWallet, type LaunchedWallet } from '../support/drivers/app'
import { temporaryFolder } from '../support/fixtures/temporary-folder'

/** One wallet with a compromised page, freshly loaded for each attack. */
let wallet: LaunchedWallet
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  wallet = await launchWallet({ dataDir: temporaryFolder() })
  ;({ app, page } = wallet)
})
test.beforeEach(() => page.reload())
test.afterAll(() => wallet.kill())

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
