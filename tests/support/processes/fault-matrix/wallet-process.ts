import { FEE_LIMIT } from '../../fixtures/fee-limit'
import type { ImpNode, NodeConnection } from '../../../../src/main/node-client/api'
import { sat } from '../../../../src/shared/money'
import { Profile, type SavedNode } from './profile'
import { PATIENT_DEADLINE_MS } from './wallet'

/** The step at which the process kills itself, like `kill -9`; `never`: the parent kills it. */
export type KillStep = 'before-commit' | 'committed' | 'sent' | 'answered' | 'written' | 'never'

export interface WalletOrder {
  readonly userData: string
  readonly node: SavedNode
  readonly invoice: string
  readonly clicks: number
  readonly killAt: KillStep
}

const die = (): void => void process.kill(process.pid, 'SIGKILL')

/** Opens a wallet, clicks, and is killed before the end. */
async function play({ userData, node, invoice, clicks, killAt }: WalletOrder): Promise<void> {
  let clicking = false
  const wallet = new Profile(userData).open(node, {
    // The policy reads the limits inside the transaction that writes the journal's row.
    limits: () => {
      if (clicking && killAt === 'before-commit') die()
      return { clickLimitSat: sat(10_000n), feeLimit: FEE_LIMIT, dayLimitSat: sat(100_000n) }
    },
    // The parent kills it when its request has arrived.
    ...(killAt === 'never' ? { deadlineMs: PATIENT_DEADLINE_MS } : {}),
    wrap: (connection) => dyingAt(killAt, connection),
    listen: (events) => events.on('paymentEnded', () => void (killAt === 'written' && die()))
  })
  await wallet.untilReady()
  clicking = true
  const accepted = wallet.click(invoice, clicks)
  if (accepted === 0) throw new Error('no click was accepted')
}

function dyingAt(killAt: KillStep, connection: NodeConnection): NodeConnection {
  const { calls } = connection
  const payInvoice: ImpNode['payInvoice'] = async (order) => {
    if (killAt === 'committed') die()
    const answer = calls.payInvoice(order)
    if (killAt === 'sent') setImmediate(die)
    const outcome = await answer
    if (killAt === 'answered') die()
    return outcome
  }
  return overriding(connection, { calls: overriding(calls, { payInvoice }) })
}

/** The object with some properties replaced by others of the same types. */
function overriding<T extends object>(target: T, changes: Partial<T>): T {
  return new Proxy(target, {
    get: (_target, name) => {
      if (Object.hasOwn(changes, name)) return Reflect.get(changes, name) as unknown
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })
}

process.once('message', (order: WalletOrder) => void play(order))
// Ends with its parent.
process.once('disconnect', die)
