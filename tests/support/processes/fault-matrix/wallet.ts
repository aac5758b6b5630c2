import { FEE_LIMIT } from '../../fixtures/fee-limit'
import { setTimeout as delay } from 'node:timers/promises'
import { createNodeConnection } from '../../../../src/main/node-client/connection'
import type { NodeConnection } from '../../../../src/main/node-client/api'
import type { Session, SessionEvents, SessionOptions } from '../../../../src/main/wallet/api'
import type { StoreOpenCode } from '../../../../src/main/store/open'
import { Emitter } from '../../../../src/main/emitter'
import { systemClock } from '../../../../src/main/clock'
import { openSession } from '../../../../src/main/wallet/session'
import type { NodeId, PaymentHash } from '../../../../src/shared/domain/ids'
import type { Payment } from '../../../../src/shared/domain/payment'
import { msat, sat, type Msat } from '../../../../src/shared/money'
import type { SpendingLimits } from '../../../../src/shared/policy/spending'

export const AMOUNT_MSAT = msat(100_000n)
/** Longer than an answer takes here, but short enough for a test to wait for. Milliseconds. */
const DEADLINE_MS = 300
/** For a request that must arrive at the node, also on a busy machine. Milliseconds. */
export const PATIENT_DEADLINE_MS = 15_000
const PATIENCE_MS = 60_000
const LIMITS: SpendingLimits = {
  clickLimitSat: sat(10_000n),
  dayLimitSat: sat(100_000n),
  feeLimit: FEE_LIMIT
}

export interface WalletOptions {
  readonly dbFile: string
  readonly address: string
  /** Options that depend on the profile; default: a session without a profile. */
  readonly profile?: Partial<SessionOptions>
  /** Wraps the wallet's real client. */
  readonly wrap?: (connection: NodeConnection) => NodeConnection
  readonly limits?: () => SpendingLimits
  /** Of PayInvoice and SendMessage, in milliseconds. */
  readonly deadlineMs?: number
  readonly listen?: (events: Emitter<SessionEvents>) => void
}

export class RecordsNotOpened extends Error {
  constructor(readonly code: StoreOpenCode) {
    super(`the records did not open: ${code}`)
  }
}

/** A wallet without a window: the real session with the real client. */
export class Wallet {
  readonly session: Session
  /** The number of times that it became ready. */
  timesReady = 0
  #wasReady = false

  constructor({
    dbFile,
    address,
    profile = {},
    wrap = (connection) => connection,
    limits = () => LIMITS,
    deadlineMs = DEADLINE_MS,
    listen
  }: WalletOptions) {
    const node = {
      id: 'node' as NodeId,
      address,
      security: { kind: 'loopback' as const },
      demo: true
    }
    const events = new Emitter<SessionEvents>()
    events.on('state', (state) => {
      const isReady = state.connection.phase === 'ready'
      if (isReady && !this.#wasReady) this.timesReady += 1
      this.#wasReady = isReady
    })
    listen?.(events)
    const opened = openSession({
      recordsExpected: false,
      otherAttempts: { find: () => ({ attempt: undefined, unreadable: [] }), paymentsTo: () => 'none' },
      dbFile,
      ...profile,
      limits,
      clock: systemClock,
      random: () => 0,
      reportBug,
      emit: events.emit,
      connect: (connectionListener, sink) =>
        wrap(
          createNodeConnection({
            ...{ profile: node, apiKey: undefined, sink, listener: connectionListener, clock: systemClock },
            random: () => 0,
            reportBug,
            deadlines: { payInvoice: deadlineMs, sendMessage: deadlineMs }
          })
        )
    })
    if (!opened.ok) throw new RecordsNotOpened(opened.error.code)
    this.session = opened.value
  }

  get ready(): boolean {
    return this.session.state.connection.phase === 'ready'
  }

  /** Resolves when it is ready. Skips the backoff. */
  async untilReady(times = 1): Promise<void> {
    await until('the wallet is connected', () => {
      const { phase } = this.session.state.connection
      if (phase === 'backoff' || phase === 'blocked') this.session.retryNow()
      return this.ready && this.timesReady >= times
    })
  }

  /** Clicks this many times at once; returns how many clicks the wallet accepted. */
  click(invoice: string, clicks: number, { retryUnknown = false, amountMsat = AMOUNT_MSAT } = {}): number {
    const answers = Array.from({ length: clicks }, (_, index) =>
      this.session.pay.send({
        invoice: index % 2 === 0 ? invoice : invoice.toUpperCase(),
        expectedAmountMsat: amountMsat satisfies Msat,
        confirmed: false,
        retryUnknown,
        messageId: undefined
      })
    )
    return answers.filter((answer) => !(answer instanceof Promise) && answer.ok).length
  }

  payment(paymentHash: PaymentHash): Payment | undefined {
    const details = this.session.activity.details({ key: `p:${paymentHash}` })
    if (details instanceof Promise || !details.ok || details.value.kind !== 'payment') return undefined
    return details.value.payment
  }

  untilSettled(paymentHash: PaymentHash): Promise<void> {
    return until('the payment is no longer sending', () => this.payment(paymentHash)?.state !== 'sending')
  }
}

/** A bug ends the process, like an unhandled rejection. */
function reportBug(where: string, error: unknown): void {
  throw new Error(`a bug in ${where}`, { cause: error })
}

/** Polls every few milliseconds, because the condition depends on other processes and sockets. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!condition()) {
    if (Date.now() > end) throw new Error(`timed out after ${PATIENCE_MS} ms before ${what}`)
    await delay(3)
  }
}
