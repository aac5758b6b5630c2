import type { Millis } from '../../../shared/domain/ids'
import type { UpdateFailure, UpdatesOff, UpdateState } from '../../../shared/domain/update'
import { fail, ok, type Result } from '../../../shared/result'
import type { Log } from '../../log/log'
import type { Clock } from '../../clock'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Not while the wallet starts and connects. */
export const FIRST_CHECK_AFTER_MS = 2 * MINUTE
export const CHECK_EVERY_MS = 24 * HOUR
/** A timer does not run while the machine sleeps: the time is looked at more often than it is up. */
export const LOOK_AT_CLOCK_EVERY_MS = HOUR

/** What looks for, fetches and puts in place a newer version. */
export interface Updater {
  /** The version of a newer release, undefined where there is none. */
  find(): Promise<Result<string | undefined, UpdateFailure>>
  /** Fetches what was found last. */
  download(): Promise<Result<undefined, UpdateFailure>>
  /** Ends this program, after which the new version starts. */
  installAndRestart(): void
}

export interface UpdatesDeps {
  readonly clock: Clock
  readonly log: Log
  /** Resolves with what this program may use, made at the first check. */
  readonly createUpdater: () => Promise<Updater>
  /** A payment is on its way: its outcome is not to be missed for the sake of a newer version. */
  readonly isPaying: () => boolean
  /** Closes the connection and the database. The window stays until the end. */
  readonly closeWallet: () => Promise<void>
  readonly changed: (state: UpdateState) => void
}

/** Checks daily and on request, fetches by itself, and leaves the rest to the person. */
export class Updates {
  readonly #deps: UpdatesDeps
  #state: UpdateState
  #updater: Promise<Updater> | undefined
  #dueAt: Millis = 0
  #cancelTimer: (() => void) | undefined

  constructor(deps: UpdatesDeps, off: UpdatesOff | undefined) {
    this.#deps = deps
    this.#state = off === undefined ? { phase: 'current', checkedAt: undefined } : { phase: 'off', why: off }
  }

  get state(): UpdateState {
    return this.#state
  }

  start(): void {
    if (this.#state.phase === 'off') return
    this.#dueAt = this.#deps.clock.now() + FIRST_CHECK_AFTER_MS
    this.#lookAgain(FIRST_CHECK_AFTER_MS)
  }

  stop(): void {
    this.#cancelTimer?.()
  }

  /** Does nothing while a check or a download is running, and once a version is ready. */
  async check(): Promise<void> {
    const { phase } = this.#state
    if (phase !== 'current' && phase !== 'failed') return
    this.#dueAt = this.#deps.clock.now() + CHECK_EVERY_MS
    this.#become({ phase: 'checking' })
    const updater = await this.#load()
    if (updater === undefined) {
      this.#failed('no-answer', undefined)
      return
    }
    const found = await updater.find()
    if (!found.ok) return void this.#failed(found.error.code, found.error.detail)
    const version = found.value
    if (version === undefined)
      return void this.#become({ phase: 'current', checkedAt: this.#deps.clock.now() })
    this.#become({ phase: 'downloading', version })
    const fetched = await updater.download()
    if (!fetched.ok) return void this.#failed(fetched.error.code, fetched.error.detail)
    this.#become({ phase: 'ready', version })
  }

  /** Restarts into the version that is ready, because the person says so; never while a payment is being sent. */
  async restart(): Promise<Result<undefined, 'no-update' | 'payment-running'>> {
    if (this.#state.phase !== 'ready' || this.#updater === undefined) return fail('no-update')
    if (this.#deps.isPaying()) return fail('payment-running')
    const updater = await this.#updater
    this.#deps.log.info('updating', { version: this.#state.version })
    await this.#deps.closeWallet()
    updater.installAndRestart()
    return ok(undefined)
  }

  /** Undefined where the updater cannot be loaded, as when an upgrade replaced the files of this program. Tried again then. */
  async #load(): Promise<Updater | undefined> {
    this.#updater ??= this.#deps.createUpdater()
    try {
      return await this.#updater
    } catch (error) {
      this.#updater = undefined
      this.#deps.log.error('updater-not-loaded', error)
      return undefined
    }
  }

  #lookAgain(inMs: number): void {
    this.#cancelTimer = this.#deps.clock.after(inMs, () => {
      this.#lookAgain(LOOK_AT_CLOCK_EVERY_MS)
      if (this.#deps.clock.now() >= this.#dueAt) void this.check()
    })
  }

  #failed(why: UpdateFailure, detail: string | undefined): void {
    this.#deps.log.warn('update-check-failed', { why, detail })
    this.#become({ phase: 'failed', why, at: this.#deps.clock.now() })
  }

  #become(state: UpdateState): void {
    this.#state = state
    this.#deps.changed(state)
  }
}
