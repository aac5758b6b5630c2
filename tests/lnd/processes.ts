import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** Calls `ask` every 200 ms until it returns a defined value. A failure counts as undefined. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`timed out after ${seconds} s waiting for ${what}`)
    await delay(200)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The folder of btcd, btcctl and lnd. */
export function programs(): string {
  const folder = process.env['LND_PROGRAMS']
  if (folder === undefined) throw new Error('run these tests with npm run test:lnd')
  return folder
}

/** Ends a process; kills it if it does not end within 10 seconds. */
export async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const waiting = new AbortController()
  await Promise.race([gone, delay(10_000, undefined, { signal: waiting.signal }).catch(() => undefined)])
  waiting.abort()
  child.kill('SIGKILL')
}
