import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { WalletOrder } from './wallet-process'
import { until } from './wallet'

/**
 * Runs a wallet in its own process, which is killed during the payment. `arrived`: the node has received the request.
 */
export async function runKilledWallet(
  program: string,
  order: WalletOrder,
  arrived: () => boolean
): Promise<void> {
  const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
  const child = fork(program, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  child.send(order)
  if (order.killAt === 'never') {
    await Promise.race([until('the request has arrived', arrived), ended])
    child.kill('SIGKILL')
  }
  const [code, signal] = await ended
  if (signal !== 'SIGKILL')
    throw new Error(`the wallet was to be killed and ended by itself: ${code} ${said}`)
}
