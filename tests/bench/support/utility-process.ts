import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import type { BenchContext } from '../row'

const Line = v.object({
  pid: v.optional(v.number()),
  message: v.optional(v.looseObject({ event: v.string() }))
})

const STARTED_WITHIN_MS = 30_000

/** A utility process of Electron, in an app that has nothing else. */
export interface UtilityProcess {
  readonly pid: number
  /** The answer to the request, if there was one. */
  readonly answer: unknown
  stop(): Promise<void>
}

/** Resolves when the script has reported that it is ready, and has answered the request. */
export async function startUtilityProcess(
  { electron, temporaryFolder }: BenchContext,
  script: string,
  { execArgv = [], request }: { readonly execArgv?: readonly string[]; readonly request?: object } = {}
): Promise<UtilityProcess> {
  const folder = join(process.cwd(), 'tests/bench/utility-process')
  const profile = temporaryFolder()
  const order = join(profile, 'child.json')
  writeFileSync(order, JSON.stringify({ script, execArgv, request }))
  const child = spawn(electron.executable, [...electron.args, folder], {
    env: {
      ...process.env,
      ...electron.env,
      IMP_ELECTRON_APP: folder,
      IMP_WALLET_DATA_DIR: profile,
      IMP_BENCH_CHILD: order
    },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  // An error in the app opens a dialog, which would stay open.
  const late = setTimeout(() => child.kill(), STARTED_WITHIN_MS)
  let pid: number | undefined
  const wanted = request === undefined ? 'ready' : 'answer'
  for await (const text of createInterface({ input: child.stdout })) {
    const { pid: started, message } = v.parse(Line, JSON.parse(text))
    pid ??= started
    if (pid === undefined || message?.event !== wanted) continue
    clearTimeout(late)
    return { pid, answer: message['answer'], stop }
  }
  throw new Error('the utility process did not start')
}
