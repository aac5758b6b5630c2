import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import type { DemoNode } from '../../../src/demo-node'
import type { FaultAction } from '../../../src/demo-node'
import type { PaymentHash } from '../../../src/shared/domain/ids'
import { judge, type Violation } from './judge'
import type { Point, Scenario } from './scenario'
import { AMOUNT_MSAT, until, Wallet } from './wallet'
import type { KillStep, WalletOrder } from './wallet-process'

export interface RunContext {
  readonly node: DemoNode
  /** An empty folder of this run's own. */
  readonly folder: string
  /** The bundled wallet-process.ts. */
  readonly walletProgram: string
}

/** In which step of its journal the wallet dies; `never`: it is killed from outside while the node pays. */
const KILLS: Partial<Record<Point, KillStep>> = {
  'wallet killed before the commit': 'before-commit',
  'wallet killed after the commit': 'committed',
  'wallet killed when the request left': 'sent',
  'wallet killed while in flight': 'never',
  'wallet killed before the outcome is written': 'answered',
  'wallet killed after the outcome is written': 'written'
}
const HELD: readonly Point[] = [
  'in flight past the deadline',
  'node restarted while in flight',
  'in flight for another program',
  'wallet killed while in flight'
]
const ELSEWHERE: readonly Point[] = ['paid by another program before', 'in flight for another program']
const MAX_RETRIES = 5
const INTERNAL = { code: status.INTERNAL, text: 'grpc: the connection is closing' }
const FAILED = { code: status.UNKNOWN, text: 'Failed payment' }

const FAULTS: Partial<Record<Point, { readonly point: 'before' | 'after'; readonly action: FaultAction }>> = {
  'request lost on the way': { point: 'before', action: { kind: 'drop' } },
  'node refuses': { point: 'before', action: { kind: 'fail', status: FAILED } },
  'error instead of an answer after paying': { point: 'after', action: { kind: 'fail', status: INTERNAL } },
  'answer lost after paying': { point: 'after', action: { kind: 'drop' } },
  'stalled past the deadline before paying': { point: 'before', action: { kind: 'stall' } },
  'stalled past the deadline after paying': { point: 'after', action: { kind: 'stall' } },
  'node restarted before it paid': { point: 'before', action: { kind: 'stall' } },
  'wrong preimage': { point: 'after', action: { kind: 'answer', response: { preimage: 'ab'.repeat(32) } } }
}

/** Plays one scenario and compares journal and ledger while it is unresolved, and again when all has come to rest. */
export async function playScenario(
  scenario: Scenario,
  { node, folder, walletProgram }: RunContext
): Promise<Violation[]> {
  const { point, clicks, arrives, then } = scenario
  const from = point === 'no route' ? 'Hackerspace Lab' : 'Mira'
  const made = node.control.peerInvoice({ from, amountMsat: AMOUNT_MSAT, memo: `run ${scenario.seed}` })
  const invoice = made.invoice
  const paymentHash = made.paymentHash as PaymentHash
  const dbFile = join(folder, 'wallet.db')
  const killAt = KILLS[point]
  let requestsAllowed = 0

  if (HELD.includes(point)) node.control.holdPayments()
  if (ELSEWHERE.includes(point)) {
    const elsewhere = node.ledger.payments.pay(invoice)
    if (point === 'paid by another program before') await elsewhere
  }
  const fault = FAULTS[point]
  if (fault !== undefined) node.control.fault({ method: 'PayInvoice', times: 1, ...fault })

  if (killAt !== undefined) {
    await runKilledWallet(node, walletProgram, { dbFile, address: node.address, invoice, clicks, killAt })
    requestsAllowed += 1
  }
  const wallet = new Wallet({ dbFile, address: node.address })
  try {
    if (killAt === undefined) {
      await wallet.untilReady()
      const away = point === 'node away before the click'
      if (away) {
        await node.kill()
        await until('the wallet noticed', () => !wallet.ready)
      }
      const dying = point === 'node dies at the click' ? node.kill() : undefined
      const accepted = wallet.click(invoice, clicks)
      requestsAllowed += accepted
      if (accepted !== (away ? 0 : 1)) throw new Error(`${accepted} of ${clicks} clicks were accepted`)
      await dying
      if (point.startsWith('node restarted')) {
        await until('the request has arrived', () => requestsFor(node, invoice) > 0)
        await node.restart()
      }
      await wallet.untilSettled(paymentHash)
    }

    const expected = { expectAlarm: point === 'wrong preimage', paidElsewhere: ELSEWHERE.includes(point) }
    const verdict = () => wallet.payment(paymentHash)
    const unresolved = judge(node, paymentHash, verdict(), { settled: false, requestsAllowed, ...expected })

    node.control.clearFaults()
    node.control.releasePayments(arrives ? 'settle' : 'fail')
    if (!node.running) await node.start()
    await wallet.untilReady()
    await until('nothing is in flight', () => node.ledger.payments.byHash(paymentHash)?.state !== 'in-flight')

    if (then === 'check') await wallet.session.pay.checkAgain({ paymentHash })
    // A busy computer may miss the short deadline of these tests again: then the person retries again.
    for (let tries = 0; then === 'retry' && tries < MAX_RETRIES; tries++) {
      const state = verdict()?.state
      if (state !== 'unknown' && (state !== 'failed' || tries > 0)) break
      requestsAllowed += wallet.click(invoice, clicks, true)
      await wallet.untilSettled(paymentHash)
      await until(
        'nothing is in flight',
        () => node.ledger.payments.byHash(paymentHash)?.state !== 'in-flight'
      )
    }
    const atRest = judge(node, paymentHash, verdict(), { settled: true, requestsAllowed, ...expected })
    return [...unresolved, ...atRest, ...stillOpen(scenario, verdict()?.state)]
  } finally {
    node.control.clearFaults()
    node.control.releasePayments('settle')
    await wallet.session.close()
    if (!node.running) await node.start()
  }
}

/** After a retry at a node that answers, an outcome is known. */
function stillOpen({ then }: Scenario, state: string | undefined): Violation[] {
  if (then !== 'retry' || state !== 'unknown') return []
  return [{ fault: 'wrong-state', detail: 'unknown after a retry that nothing disturbed' }]
}

function requestsFor(node: DemoNode, invoice: string): number {
  return node.calls
    .of('PayInvoice')
    .filter(({ request }) => 'invoice' in request && request.invoice === invoice).length
}

async function runKilledWallet(node: DemoNode, program: string, order: WalletOrder): Promise<void> {
  const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') }
  const child = fork(program, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  child.send(order)
  if (order.killAt === 'never') {
    await Promise.race([until('the request has arrived', () => requestsFor(node, order.invoice) > 0), ended])
    child.kill('SIGKILL')
  }
  const [code, signal] = await ended
  if (signal !== 'SIGKILL')
    throw new Error(`the wallet was to be killed and ended by itself: ${code} ${said}`)
}
