import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ElectronRuntime } from '../row'

/** An Electron program started as a person would start it, and looked at through its debugging port. */
export interface RunningElectron {
  readonly pid: number
  readonly page: Page
  /** Milliseconds from the start of the process to the page's mark `interactive`. */
  readonly interactiveAfterMs: number
  stop(): Promise<void>
}

const DEVTOOLS = /DevTools listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)/u

async function devtoolsAddress(child: ChildProcess): Promise<string> {
  const { stderr } = child
  if (stderr === null) throw new Error('the process has no stderr')
  let seen = ''
  for await (const chunk of stderr) {
    seen += String(chunk)
    const address = DEVTOOLS.exec(seen)?.[1]
    if (address !== undefined) {
      stderr.resume()
      return address
    }
  }
  throw new Error(`Electron ended before it opened its debugging port:\n${seen}`)
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('the browser has no context')
  return context.pages()[0] ?? (await context.waitForEvent('page'))
}

async function interactiveAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const mark = performance.getEntriesByName('interactive')[0]
    return mark === undefined ? undefined : performance.timeOrigin + mark.startTime
  })
  const at = await handle.jsonValue()
  if (at === undefined) throw new Error('the page set no mark')
  return at
}

export async function startElectron(
  runtime: ElectronRuntime,
  env: Readonly<Record<string, string>>,
  appArgs: readonly string[] = []
): Promise<RunningElectron> {
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(runtime.executable, [...runtime.args, ...appArgs, '--remote-debugging-port=0'], {
    env: { ...process.env, ...runtime.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`cannot start ${runtime.executable}`)
  const exited = once(child, 'exit')
  const browser = await chromium.connectOverCDP(await devtoolsAddress(child))
  const page = await firstPage(browser)
  const interactiveAfterMs = (await interactiveAt(page)) - startedAt
  return {
    pid,
    page,
    interactiveAfterMs,
    stop: async () => {
      await browser.close().catch(() => undefined)
      child.kill('SIGTERM')
      await exited
    }
  }
}
