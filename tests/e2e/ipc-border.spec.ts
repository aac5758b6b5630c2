import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import * as v from 'valibot'
import { launchWallet, type LaunchedWallet } from '../support/drivers/app'
import { calls } from '../support/fixtures/contract'
import { startDemoProcess, type DemoProcess } from '../support/processes/demo-process'
import { expectConnected } from '../support/drivers/user-actions'
import { temporaryFolder } from '../support/fixtures/temporary-folder'

/** One wallet for all tests, because no test here may change anything in it. */
let dataDir: string
let node: DemoProcess
let wallet: LaunchedWallet

test.beforeAll(async () => {
  dataDir = temporaryFolder()
  node = await startDemoProcess()
  wallet = await launchWallet({ dataDir, env: { IMP_WALLET_NODE: node.grpc } })
  await expectConnected(wallet.page)
})
test.afterAll(async () => {
  await wallet.kill()
  await node.stop()
})

/** The result of a call: `ok`, its failure code, or `thrown` if the arguments could not be transferred. */
type Outcome = string

/** Calls by name. The arguments are JavaScript source, because they contain what JSON cannot. */
function outcomes(name: string, sources: readonly string[]): Promise<readonly Outcome[]> {
  return wallet.page.evaluate(`(async () => {
    const outcomes = []
    for (const make of [${sources.map((source) => `() => (${source})`).join(', ')}]) {
      try {
        const answer = await window.imp.${name}(make())
        outcomes.push(answer.ok ? 'ok' : answer.error.code)
      } catch {
        outcomes.push('thrown')
      }
    }
    return outcomes
  })()`)
}

const contract = Object.entries(calls).flatMap(([noun, actions]) =>
  Object.entries(actions).map(([action, spec]) => ({ name: `${noun}.${action}`, args: spec.args }))
)

/** Values that can be transferred between processes, including some that break parsers. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.constantFrom('', '\0', 'x'.repeat(10_001), -1, 0, 1.5, 2 ** 53, -1n, 2n ** 64n, null, [], {}, true)
)

const withEntries = v.object({ entries: v.record(v.string(), v.unknown()) })

/** Nearly correct arguments: the right names with wrong values, some of them missing. */
function wrongArguments(args: unknown): fc.Arbitrary<unknown> {
  const shape = v.safeParse(withEntries, args)
  const names = shape.success ? Object.keys(shape.output.entries) : []
  const fields = Object.fromEntries([...names, '__proto__', 'extra'].map((name) => [name, anything]))
  return fc.oneof(anything, fc.record(fields, { requiredKeys: [] }))
}

/** Everything that a call could change: main's state and files, the calls at the node, the clipboard. */
async function footprint() {
  const { page, app } = wallet
  const held = await page.evaluate(`(async () => {
    const { imp } = window
    const { revision, ...state } = (await imp.app.snapshot()).value
    const totals = await imp.activity.totals({ filter: 'all', query: '' })
    const conversations = await imp.inbox.conversations({ limit: 100 })
    const text = (value) => JSON.stringify(value, (_key, held) => typeof held === 'bigint' ? held + 'n' : held)
    return text([state, totals, conversations])
  })()`)
  const { invoices, payments } = await node.call('GetState', {})
  const files = ['settings.json', 'nodes.json'].map((name) => {
    try {
      return readFileSync(join(dataDir, name), 'utf8')
    } catch {
      return undefined
    }
  })
  return {
    held,
    invoices,
    payments,
    files,
    copied: await app.evaluate(({ clipboard }) => clipboard.readText())
  }
}

test('The page gets exactly the calls of the contract, and cannot replace them', async () => {
  const { page } = wallet
  const exposed = await page.evaluate(() =>
    Object.entries(window.imp).flatMap(([noun, actions]) =>
      typeof actions === 'function' ? [noun] : Object.keys(actions).map((action) => `${noun}.${action}`)
    )
  )
  expect(exposed.sort()).toEqual([...contract.map(({ name }) => name), 'on'].sort())

  const replaced = await page.evaluate(() => {
    const { imp } = window
    const { send } = imp.pay
    Reflect.set(imp.pay, 'send', () => undefined)
    Reflect.set(window, 'imp', {})
    return imp.pay.send !== send || window.imp !== imp
  })
  expect(replaced).toBe(false)
})

test('Calls are accepted only from the main frame of the own page', async () => {
  const answers = await wallet.app.evaluate(async ({ app, BrowserWindow, session }) => {
    // A session that serves a page with a frame under our own address.
    const forged = session.fromPartition('forged')
    const frame = '<!doctype html><iframe src="app://wallet/frame.html"></iframe>'
    forged.protocol.handle('app', ({ url }) => {
      const body = url.endsWith('index.html') ? frame : '<!doctype html>'
      return new Response(body, { headers: { 'content-type': 'text/html' } })
    })
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: forged,
        preload: `${app.getAppPath()}/out/preload/index.js`,
        nodeIntegrationInSubFrames: true
      }
    })
    // Disables the first guard, so that frames may load.
    window.webContents.removeAllListeners('will-frame-navigate')
    const heard: Record<string, unknown> = {}
    for (const url of ['app://wallet/index.html', 'about:blank']) {
      await window.loadURL(url)
      for (const each of window.webContents.mainFrame.framesInSubtree) {
        heard[each.url] = await each.executeJavaScript(
          'imp.settings.change({}).then((answer) => answer.ok || answer.error.code)'
        )
      }
    }
    window.destroy()
    return heard
  })
  expect(answers).toEqual({
    'app://wallet/index.html': true,
    'app://wallet/frame.html': 'forbidden',
    'about:blank': 'forbidden'
  })
})

test('The page can name no path, neither in its place nor with a File that it made', async () => {
  expect(
    await outcomes('pairing.giveFolder', [
      `'/etc'`,
      `({ path: '/etc' })`,
      `new File([], '/etc')`,
      `Object.defineProperty(new File([], '/etc'), 'path', { value: '/etc' })`
    ])
  ).toEqual(Array(4).fill('bad-arguments'))
})

test('Wrong arguments of any kind end in a failure code and change nothing', async () => {
  const before = await footprint()
  for (const { name, args } of contract) {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          wrongArguments(args).filter((value) => !v.is(args, value)),
          { minLength: 20, maxLength: 20 }
        ),
        async (values) => {
          const ended = await outcomes(name, values.map(fc.stringify))
          expect([...new Set(ended)], name).toEqual(['bad-arguments'])
        }
      ),
      { numRuns: 4 }
    )
  }
  expect(await footprint()).toEqual(before)
})

test('Arguments that are too large or too deep are refused, and the wallet continues', async () => {
  const huge = `'x'.repeat(4_000_000)`
  const deep = `[...Array(5_000)].reduce((inner) => [inner], 0)`
  const many = `{ ...Object.fromEntries([...Array(10_000)].map((_, at) => ['k' + at, at])) }`
  const refused = ['bad-arguments', 'thrown']
  for (const { name, args } of contract) {
    const shape = v.safeParse(withEntries, args)
    const sources = (shape.success ? Object.keys(shape.output.entries) : []).map(
      (field) => `{ ${field}: ${field === 'text' ? huge : deep} }`
    )
    const ended = await outcomes(name, [deep, ...(shape.success ? sources : [many])])
    expect(
      ended.filter((outcome) => !refused.includes(outcome)),
      name
    ).toEqual([])
  }
  expect(await outcomes('app.snapshot', ['undefined'])).toEqual(['ok'])
})

test('A polluted prototype in the page changes nothing outside of it', async () => {
  expect(await outcomes('settings.change', ['{}'])).toEqual(['ok'])
  const before = await footprint()
  const poisons = [
    `JSON.parse('{"__proto__":{"clickLimitSat":"999999","polluted":true}}')`,
    `JSON.parse('{"constructor":{"prototype":{"polluted":true}}}')`,
    `Object.create({ clickLimitSat: '999999' })`
  ]
  for (const { name } of contract.filter(({ args }) => v.is(withEntries, args))) {
    await outcomes(name, poisons)
  }
  // One of these calls began a pairing, which is what it is for.
  expect(await outcomes('pairing.end', ['undefined'])).toEqual(['ok'])
  await wallet.page.evaluate(() => {
    Object.assign(Object.prototype, { clickLimitSat: '999999', confirmed: true, polluted: true })
    Reflect.set(Array.prototype, 'map', () => ['clickLimitSat', '999999'])
  })
  expect(await outcomes('settings.change', ['{}'])).toEqual(['ok'])
  await wallet.page.reload()

  expect(await wallet.app.evaluate(() => 'polluted' in {})).toBe(false)
  expect(await footprint()).toEqual(before)
})
