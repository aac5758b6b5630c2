import { FEE_LIMIT } from '../fixtures/fee-limit'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Invoice } from '../../../src/shared/domain/invoice'
import type { SettledMessage } from '../../../src/shared/domain/outgoing'
import type { Payment } from '../../../src/shared/domain/payment'
import type { Changed } from '../../../src/shared/ipc/contract'
import { sat } from '../../../src/shared/money'
import type { ArrivedMessage } from '../../../src/shared/policy/notification-policy'
import type { SpendingLimits } from '../../../src/shared/policy/spending'
import { Emitter } from '../../../src/main/emitter'
import type {
  OtherAttempts,
  Session,
  SessionEvents,
  SessionOptions,
  SessionState
} from '../../../src/main/wallet/api'
import { openSession } from '../../../src/main/wallet/session'
import { FakeClock } from './fake-clock'
import { ScriptedNode } from './scripted-node'
import { removeFolder } from '../fixtures/temporary-folder'

/** There is no other node. */
export const NO_OTHER_ATTEMPTS: OtherAttempts = {
  find: () => ({ attempt: undefined, unreadable: [] }),
  paymentsTo: () => 'none'
}

/** Records the events of a session. */
export class Told {
  readonly states: SessionState[] = []
  readonly changes: Omit<Changed, 'revision'>[] = []
  readonly arrived: ArrivedMessage[] = []
  readonly paid: Invoice[] = []
  readonly ended: Payment[] = []
  readonly settled: SettledMessage[] = []

  readonly #events = new Emitter<SessionEvents>()
  readonly emit = this.#events.emit

  constructor() {
    this.#events.on('state', (state) => this.states.push(state))
    this.#events.on('changed', (change) => this.changes.push(change))
    this.#events.on('messagesArrived', (messages) => this.arrived.push(...messages))
    this.#events.on('invoicePaid', (invoice) => this.paid.push(invoice))
    this.#events.on('paymentEnded', (payment) => this.ended.push(payment))
    this.#events.on('messageSettled', (message) => this.settled.push(message))
  }
}

/** An error that the session reported as a bug. */
export interface Bug {
  readonly where: string
  readonly error: unknown
}

export interface OpenWallet {
  readonly session: Session
  readonly node: ScriptedNode
  /** All connections that the session made; `node` is the first. */
  readonly nodes: readonly ScriptedNode[]
  readonly clock: FakeClock
  readonly told: Told
  readonly limits: { -readonly [K in keyof SpendingLimits]: SpendingLimits[K] }
  readonly dbFile: string
  readonly bugs: readonly Bug[]
}

/** A session with a scripted node and its own database, which is removed after the test. */
export function openWallet(
  given: {
    readonly dbFile?: string
    readonly clock?: FakeClock
    /** The jitter, in [0, 1). */
    readonly random?: () => number
    readonly network?: SessionOptions['network']
    readonly otherAttempts?: OtherAttempts
  } = {}
): OpenWallet {
  const clock = given.clock ?? new FakeClock()
  const told = new Told()
  const nodes: ScriptedNode[] = []
  const bugs: Bug[] = []
  const limits = { clickLimitSat: sat(10_000n), dayLimitSat: sat(100_000n), feeLimit: FEE_LIMIT }
  const dbFile = given.dbFile ?? newDbFile()
  const opened = openSession({
    recordsExpected: false,
    otherAttempts: given.otherAttempts ?? NO_OTHER_ATTEMPTS,
    dbFile,
    clock,
    network: given.network,
    limits: () => limits,
    random: given.random ?? (() => 0.5),
    reportBug: (where, error) => void bugs.push({ where, error }),
    emit: told.emit,
    connect: (listener, sink) => {
      const node = new ScriptedNode(listener, sink)
      nodes.push(node)
      return node
    }
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const session = opened.value
  onTestFinished(() => session.close())
  const [node] = nodes
  if (node === undefined) throw new Error('the session made no connection')
  return { session, node, nodes, clock, told, limits, dbFile, bugs }
}

/** The path of a new database in a folder that is removed after the test. */
export function newDbFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-test-'))
  onTestFinished(() => removeFolder(folder))
  return join(folder, 'wallet.db')
}
