import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { ElectronRuntime } from '../row'
import { DevtoolsPipe } from './devtools-pipe'

/**
 * An Electron program that is started as a person starts it. Once it is interactive, no debugger is attached to its
 * page.
 */
export interface RunningElectron {
  readonly pid: number
  /** Milliseconds from the start of the process to the page's mark `interactive`. */
  readonly interactiveAfterMs: number
  stop(): Promise<void>
}

/** In the page: when its mark was set, in milliseconds since 1970. */
const INTERACTIVE_AT = `performance.timeOrigin + performance.getEntriesByName('interactive')[0]?.startTime`
const LOOK_EVERY_MS = 20
const PATIENCE_MS = 30_000

async function interactiveAt(devtools: DevtoolsPipe): Promise<number> {
  const page = await devtools.firstPage()
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    // Fails while the window changes from its empty page to the program's page.
    const at = await devtools.evaluate(page, INTERACTIVE_AT).catch(() => undefined)
    if (typeof at === 'number') {
      await devtools.send('Target.detachFromTarget', { sessionId: page })
      return at
    }
    await setTimeout(LOOK_EVERY_MS)
  }
  throw new Error('the page set no mark')
}

export async function startElectron(
  runtime: ElectronRuntime,
  env: Readonly<Record<string, string>>,
  appArgs: readonly string[] = []
): Promise<RunningElectron> {
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(runtime.executable, [...runtime.args, ...appArgs, '--remote-debugging-pipe'], {
    env: { ...process.env, ...runtime.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
  })
  const { pid } = child
  const [, , , to, from] = child.stdio
  if (pid === undefined || !(to instanceof Writable) || !(from instanceof Readable)) {
    throw new Error(`cannot start ${runtime.executable}`)
  }
  const exited = once(child, 'exit')
  const devtools = new DevtoolsPipe(to, from)
  return {
    pid,
    interactiveAfterMs: (await interactiveAt(devtools)) - startedAt,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    }
  }
}
