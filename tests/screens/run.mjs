/* global document -- the functions given to the page run there */
// Draws every scene in light and dark, wide and narrow, in a window without a main process behind it, with the product's
// own content security policy, and writes the pictures to demo-output/screens. `npm run screens -- pay` draws those whose
// name contains "pay"; `--browser PROGRAM` draws in that Chromium instead of Electron, `--once` draws wide and light only.
import { createReadStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { _electron, chromium } from '@playwright/test'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { prepareElectron } from '../../scripts/electron/prepare.mjs'
import { log } from '../../scripts/lib/command.mjs'

const root = import.meta.dirname
const project = resolve(root, '../..')
const output = join(project, 'demo-output/screens')
const built = join(tmpdir(), `imp-wallet-screens-${process.pid}`)
const { values, positionals } = parseArgs({
  options: { browser: { type: 'string' }, once: { type: 'boolean', default: false } },
  allowPositionals: true
})
const wanted = positionals[0] ?? ''

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const NOW = Date.UTC(2026, 10, 22, 10, 25)
const SIZES = { wide: { width: 1080, height: 720 }, narrow: { width: 720, height: 560 } }
const sizes = Object.entries(SIZES).slice(0, values.once ? 1 : undefined)
const colorSchemes = values.once ? ['light'] : ['light', 'dark']

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: join(project, 'svelte.config.mjs') })],
  build: { outDir: built, emptyOutDir: true, target: 'chrome114', assetsInlineLimit: 0, minify: false }
})

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = join(built, normalize(path === '/' ? '/index.html' : path))
  if (!file.startsWith(built) || !existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': POLICY
  })
  createReadStream(file).pipe(response)
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const address = `http://127.0.0.1:${server.address().port}/`

/**
 * @typedef {object} Screen
 * @property {import('@playwright/test').Page} page
 * @property {(width: number, height: number) => Promise<unknown>} resize
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Screen>} a window of the Electron at hand, shown or under Xvfb */
async function openElectron() {
  const { executable, args, env } = await prepareElectron({ log })
  const folder = join(root, 'window')
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args.slice(0, -1), folder, `--user-data-dir=${join(built, 'profile')}`, '--lang=en-US'],
    env: { ...env, IMP_ELECTRON_APP: folder, TZ: 'UTC' }
  })
  const resize = (width, height) =>
    app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0].setContentSize(to.width, to.height),
      { width, height }
    )
  return { page: await app.firstWindow(), resize, close: () => app.close() }
}

/**
 * @param {string} program
 * @returns {Promise<Screen>} a page of a headless Chromium
 */
async function openChromium(program) {
  const found = program.includes('/') ? program : `/usr/bin/${program}`
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: found, args })
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC' })
  const page = await context.newPage()
  return {
    page,
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => browser.close()
  }
}

const screen = await (values.browser === undefined ? openElectron() : openChromium(values.browser))
const problems = []
mkdirSync(output, { recursive: true })
try {
  const { page } = screen
  await page.clock.setFixedTime(NOW)
  await page.goto(address)
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(`${page.url()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  await page.waitForFunction(() => document.title.startsWith('scenes: '))
  const names = (await page.title()).slice('scenes: '.length).split(' ')
  for (const [size, { width, height }] of sizes) {
    await screen.resize(width, height)
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme })
      for (const name of names.filter((one) => one.includes(wanted))) {
        await page.goto(`${address}?scene=${name}`)
        await page
          .waitForFunction(() => document.title.startsWith('ready: '), undefined, { timeout: 8000 })
          .catch(() => problems.push(`${name}: not ready`))
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: join(output, `${name}-${size}-${colorScheme}.png`) })
      }
    }
  }
} finally {
  await screen.close()
  server.close()
  rmSync(built, { recursive: true, force: true })
}
for (const problem of new Set(problems)) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`Pictures: ${output}`)
