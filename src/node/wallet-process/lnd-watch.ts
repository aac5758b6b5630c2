import type { Network } from '../../shared/domain/network'
import type { LndProcessMessage, LndStatus } from '../../shared/lnd-process'
import type { BackendFailure, BackendInfo } from '../backend'
import type { LndAccess } from '../backends/lnd/lnd-access'
import { CatchUp } from '../backends/lnd/catch-up'
import { identifyLnd } from '../backends/lnd/identify-lnd'
import type { LndClient } from '../backends/lnd/lnd-client'
import { endOnBug } from '../end-on-bug'
import type { LndGate } from './lnd-gate'
import { shownCertificate } from './shown-certificate'

/** Interval of the checks while LND cannot be used. Milliseconds. */
const RETRY_MS = 5_000
/** Interval of the checks while LND can be used. Milliseconds. */
const CHECK_MS = 30_000

type StatusEvent = Extract<LndProcessMessage, { readonly event: 'status' }>

/**
 * Checks the identity and state of the served LND at intervals. Opens the gate once LND has proved to be the one that
 * was paired, and reports each failed check.
 */
export class LndWatch {
  readonly #parts: WatchParts
  readonly #catchUp = new CatchUp()
  #timer: NodeJS.Timeout | undefined
  #asking = false
  #askAgain = false
  #closed = false
  #proven = false
  #told: LndStatus | undefined
  /** Why the invoices cannot be read although LND answers. */
  #feedFailure: BackendFailure | undefined

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  start(): void {
    this.#ask().catch(endOnBug)
  }

  /** Called when LND's invoices can no longer be read (`failure`), or can be read again (undefined). */
  feedChanged(failure: BackendFailure | undefined): void {
    if (failure?.code === this.#feedFailure?.code) return
    this.#feedFailure = failure
    if (this.#asking) this.#askAgain = true
    else this.#ask().catch(endOnBug)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#closed) return
    this.#asking = true
    const event = await this.#judge()
    this.#asking = false
    if (this.#closed) return
    const failed = event.status !== 'ok'
    const wait = this.#askAgain ? 0 : failed ? RETRY_MS : CHECK_MS
    this.#askAgain = false
    this.#timer = setTimeout(() => {
      this.#ask().catch(endOnBug)
    }, wait)
    if (failed) this.#parts.tell({ ...event, retryAt: Date.now() + wait })
    else if (this.#told !== 'ok') this.#parts.tell(event)
    this.#told = event.status
  }

  async #judge(): Promise<StatusEvent> {
    const { client, gate, expect } = this.#parts
    const info = await identifyLnd(client)
    if (!info.ok) return this.#failed(info.error)
    const { pubkey, network } = info.value
    if (pubkey !== expect.pubkey || network !== expect.network) {
      gate.close({ code: 'unreachable' })
      return { event: 'status', status: 'wrong-node', detail: info.value.alias }
    }
    gate.open()
    if (!this.#proven) {
      this.#proven = true
      this.#parts.proven()
    }
    return this.#statusOf(info.value)
  }

  #statusOf({ syncedToChain, newestBlockAt, network }: BackendInfo): StatusEvent {
    const failure = this.#feedFailure
    if (failure?.code === 'permission-missing' || failure?.code === 'credentials-refused') {
      return statusEvent(failure.code, failure)
    }
    const lag = this.#catchUp.note(newestBlockAt ?? 0, network, Date.now())
    return syncedToChain
      ? { event: 'status', status: 'ok' }
      : { event: 'status', status: 'behind-chain', lag }
  }

  /** Once LND has proved its identity the gate stays open, because each call then reports its own failure. */
  async #failed(failure: BackendFailure): Promise<StatusEvent> {
    const { gate, access } = this.#parts
    if (!this.#proven) gate.close(failure)
    if (failure.code !== 'certificate-changed') return statusEvent(statusFor(failure), failure)
    const shown = await shownCertificate(access)
    if (shown === undefined) return statusEvent('unreachable', failure)
    return shown.isTrusted
      ? { event: 'status', status: 'unreachable', detail: "LND's certificate has expired" }
      : { ...statusEvent('certificate-changed', failure), shown: shown.certificate }
  }
}

export interface WatchParts {
  readonly client: LndClient
  readonly access: LndAccess
  readonly expect: { readonly pubkey: string; readonly network: Network }
  readonly gate: LndGate
  readonly tell: (event: StatusEvent) => void
  /** Called once, when the LND that was paired has answered. */
  readonly proven: () => void
}

function statusEvent(status: LndStatus, { detail }: BackendFailure): StatusEvent {
  return { event: 'status', status, ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) }
}

function statusFor({ code }: BackendFailure): LndStatus {
  switch (code) {
    case 'locked':
    case 'starting':
    case 'behind-chain':
    case 'credentials-refused':
    case 'permission-missing':
    case 'certificate-changed':
      return code
    case 'unreachable':
    case 'refused':
    case 'invalid-request':
    case 'not-found':
    case 'already-paid':
    case 'in-transition':
    case 'other-amount':
    case 'payment-failed':
      return 'unreachable'
  }
}
