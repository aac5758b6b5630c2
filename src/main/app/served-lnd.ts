import type { ConnectFailure } from '../../shared/domain/connection'
import { needsPerson } from '../../shared/domain/connection'
import type { Millis } from '../../shared/domain/ids'
import type { LndProfile } from '../../shared/domain/pairing'
import { background, type ReportBug } from '../background'
import type { Clock } from '../clock'
import { backoffDelay, REMOTE_BACKOFF } from '../node-client/backoff'
import { accessOf, certificateFacts, FAILURE_OF, isOwnPlace } from './served-lnd-facts'
import type { LndNode, StartLndNode } from '../platform/process/lnd-node-process'
import type { LndNodeStatus } from '../platform/process/lnd-node-messages'

/** The address and API key of an LND's node in this run. */
export interface Served {
  readonly address: string
  readonly apiKey: string
}

/** Why a served LND cannot be used. `retryAt` is undefined if only the person can help. */
export interface ServedFailure {
  readonly failure: ConnectFailure
  readonly attempt: number
  readonly retryAt: Millis | undefined
}

export interface ShownCertificate {
  readonly fingerprint: string
  readonly pem: string
}

/** A place to listen, created for each process. */
export interface ListenPlace {
  /** `unix:/path` or `127.0.0.1:0` */
  readonly address: string
  remove(): void
}

export interface ServedLndDeps {
  readonly lnd: LndProfile
  /** Undefined if the keychain does not return the macaroon. */
  readonly readMacaroon: () => string | undefined
  readonly start: StartLndNode
  readonly makePlace: () => ListenPlace
  readonly makeApiKey: () => string
  readonly dataFolder: string
  readonly clock: Clock
  /** Returns a uniform number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  readonly reportBug: ReportBug
  /** LND showed another certificate than the trusted one. */
  readonly certificateShown: (shown: ShownCertificate) => void
}

/** A process that ran at least this long resets the backoff. Milliseconds. */
const STABLE_MS = 10_000
/** Default if the process does not report when it asks LND again. Milliseconds. */
const LND_RETRY_MS = 10_000

interface Run {
  readonly node: LndNode
  readonly place: ListenPlace
  readonly apiKey: string
  readonly startedAt: Millis
}

/**
 * Keeps the IMP node of one saved LND running in a separate process, and reports its address or its failure. The
 * address is dropped as soon as the process ends, so that no other program that listens there gets the key.
 */
export class ServedLnd {
  readonly #deps: ServedLndDeps
  readonly #changed: () => void
  #run: Run | undefined
  #served: Served | undefined
  #failure: ServedFailure | undefined
  #attemptsFailed = 0
  #cancelWait: (() => void) | undefined
  /** Resolves when the last process has ended: only one process at a time may open the LND's journal. */
  #ended: Promise<void> = Promise.resolve()
  #stopped = false
  #starts = 0

  /** `changed` is called when `served` or `failure` changed. */
  constructor(deps: ServedLndDeps, changed: () => void) {
    this.#deps = deps
    this.#changed = changed
  }

  /** The node's address; undefined while it does not run. */
  get served(): Served | undefined {
    return this.#served
  }

  /** The current failure, if one is known. */
  get failure(): ServedFailure | undefined {
    return this.#failure
  }

  start(): void {
    if (this.#run === undefined && !this.#stopped) this.#begin()
  }

  /** Restarts the process if a restart may help. */
  retryNow(): void {
    if (this.#stopped || this.#failure === undefined) return
    // LND works and reads blocks; a restart would only interrupt that.
    if (this.#failure.failure.code === 'lnd-behind-chain') return
    this.#end()
    this.#begin()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#end()
    await this.#ended
  }

  #begin(): void {
    this.#cancelWait?.()
    this.#cancelWait = undefined
    const start = ++this.#starts
    background(
      this.#ended.then(() => {
        if (!this.#stopped && start === this.#starts) return this.#serve()
        return undefined
      }),
      (error) => {
        this.#deps.reportBug('serve-lnd', error)
        this.#end()
        this.#failed({ code: 'lnd-process-failed' })
      }
    )
  }

  async #serve(): Promise<void> {
    const { lnd, readMacaroon, dataFolder } = this.#deps
    const macaroon = readMacaroon()
    if (macaroon === undefined) {
      this.#failed({ code: 'lnd-key-missing' })
      return
    }
    const before = this.#failure
    const run = this.#startProcess()
    const { pubkey, network } = lnd
    const answer = await run.node.ask<'serve'>({
      kind: 'serve',
      access: accessOf(lnd, macaroon),
      expect: { pubkey, network },
      listen: run.place.address,
      apiKey: run.apiKey,
      dataFolder
    })
    if (this.#run !== run) return
    if (answer.ok && answer.value.ok && isOwnPlace(answer.value.grpc, run.place.address)) {
      this.#served = { address: answer.value.grpc, apiKey: run.apiKey }
      // The process has reported, or will report, what is wrong with LND itself.
      if (this.#failure === before) this.#failure = undefined
      this.#changed()
      return
    }
    // The process may have reported earlier what is wrong with LND.
    const reported = this.#failure === before ? undefined : this.#failure?.failure
    this.#end()
    this.#failed(reported ?? { code: 'lnd-process-failed' })
  }

  #startProcess(): Run {
    const { start, makePlace, makeApiKey, clock } = this.#deps
    const node: LndNode = start({
      check: () => undefined,
      status: (status) => {
        if (this.#run?.node === node) this.#statusChanged(status)
      },
      lost: () => {
        if (this.#run?.node === node) this.#lost()
      }
    })
    this.#run = { node, place: makePlace(), apiKey: makeApiKey(), startedAt: clock.now() }
    return this.#run
  }

  #statusChanged({ status, detail, shown, retryAt, lag }: LndNodeStatus): void {
    const { clock, lnd, certificateShown } = this.#deps
    if (status === 'ok') {
      this.#attemptsFailed = 0
      if (this.#failure === undefined) return
      this.#failure = undefined
      this.#changed()
      return
    }
    const code = FAILURE_OF[status]
    if (shown !== undefined) certificateShown(shown)
    this.#attemptsFailed += 1
    this.#failure = {
      failure: {
        code,
        ...(detail === undefined ? {} : { detail }),
        ...(lag === undefined ? {} : { lag }),
        ...(shown === undefined ? {} : certificateFacts(shown, lnd))
      },
      attempt: this.#attemptsFailed,
      retryAt: needsPerson(code) ? undefined : (retryAt ?? clock.now() + LND_RETRY_MS)
    }
    this.#changed()
  }

  #lost(): void {
    const { clock } = this.#deps
    const startedAt = this.#run?.startedAt
    if (startedAt !== undefined && clock.now() - startedAt >= STABLE_MS) this.#attemptsFailed = 0
    this.#end()
    this.#failed({ code: 'lnd-process-failed' })
  }

  #failed(failure: ConnectFailure): void {
    if (this.#stopped) return
    this.#attemptsFailed += 1
    const attempt = this.#attemptsFailed
    if (needsPerson(failure.code)) {
      this.#failure = { failure, attempt, retryAt: undefined }
    } else {
      const { clock, random } = this.#deps
      const delay = backoffDelay(attempt, REMOTE_BACKOFF, random)
      this.#failure = { failure, attempt, retryAt: clock.now() + delay }
      this.#cancelWait = clock.after(delay, () => {
        this.#begin()
      })
    }
    this.#changed()
  }

  /** Ends the process, if one runs, and drops its address. */
  #end(): void {
    this.#cancelWait?.()
    this.#cancelWait = undefined
    this.#starts += 1
    const run = this.#run
    this.#run = undefined
    this.#served = undefined
    if (run === undefined) return
    this.#ended = Promise.all([this.#ended, run.node.stop()]).then(() => {
      run.place.remove()
    })
  }
}
