import { resolve } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { adminLink } from '../../lnd/paired-wallet'
import type { TestLnd } from '../../lnd/test-lnd'
import { median, type BenchContext, type BenchRow } from '../row'
import { BareLnd } from '../support/bare-lnd'
import { lndNetwork } from '../support/lnd-network'
import { definedOnly } from '../support/wallet-window'

const RUNS = 5
const ON_TOP_MS = 1_000
/** The wallet with a keychain that needs no desktop. */
const KEYCHAIN = resolve('tests/support/drivers/keychain')

/** Pastes the link into the wallet and presses each button as soon as it is there; milliseconds until *Connected*. */
async function pasteToConnected(page: Page, link: string): Promise<number> {
  await page.getByRole('button', { name: 'Connect LND' }).click()
  await page.getByLabel('Connection details').waitFor()
  const ms: unknown = await page.evaluate(
    (text) =>
      new Promise<number>((found, reject) => {
        const wanted = [/^Check$/u, /^Connect( anyway)?$/u, /^Open inbox$/u]
        const button = (name: RegExp) =>
          [...document.querySelectorAll('button')].find(
            (one) =>
              name.test((one.getAttribute('aria-label') ?? one.textContent).trim()) &&
              one.getAttribute('aria-disabled') !== 'true'
          )
        const look = () => {
          const [next] = wanted
          if (next !== undefined) {
            const shown = button(next)
            if (shown === undefined) return
            wanted.shift()
            shown.click()
          } else if (button(/^Connected/u) !== undefined) {
            found(performance.now() - startedAt)
            observer.disconnect()
          }
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
        setTimeout(() => reject(new Error(`timed out waiting for ${String(wanted[0])}`)), 60_000)
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        const startedAt = performance.now()
        document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
      }),
    link
  )
  if (typeof ms !== 'number') throw new Error('the page gave no time')
  return ms
}

/** The time of a pairing with a new wallet. */
async function pairing({ electron, temporaryFolder }: BenchContext, lnd: TestLnd): Promise<number> {
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [...electron.args, KEYCHAIN],
    env: {
      ...definedOnly(process.env),
      ...electron.env,
      IMP_ELECTRON_APP: KEYCHAIN,
      IMP_WALLET_DATA_DIR: temporaryFolder()
    },
    chromiumSandbox: !electron.args.includes('--no-sandbox')
  })
  try {
    return await pasteToConnected(await app.firstWindow(), adminLink(lnd))
  } finally {
    await app.close()
  }
}

/** The time of a first GetInfo, on a new connection. */
async function getInfo(lnd: TestLnd): Promise<number> {
  const startedAt = performance.now()
  const bare = new BareLnd(lnd)
  try {
    await bare.call('lnrpc.Lightning/GetInfo', {})
    return performance.now() - startedAt
  } finally {
    bare.close()
  }
}

/**
 * The wallet checks the LND step by step, makes a key of its own and starts its node; the limit of one second is part
 * of the floor.
 */
export const lndPairing: BenchRow = {
  id: 'lnd-pairing',
  what: 'from pasting the link of a real LND to Connected, against a bare GetInfo and 1 s more',
  unit: 'ms',
  limit: 1,
  better: 'lower',
  run: async (context) => {
    const { alice } = await lndNetwork(context)
    const measured: number[] = []
    const floor: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const bare = await getInfo(alice)
      const wallet = await pairing(context, alice)
      context.progress(`run ${run} of ${RUNS}: ${wallet.toFixed(0)} ms, GetInfo ${bare.toFixed(0)} ms`)
      if (run === 0) continue
      measured.push(wallet)
      floor.push(bare + ON_TOP_MS)
    }
    return { measured: median(measured), floor: median(floor) }
  }
}
