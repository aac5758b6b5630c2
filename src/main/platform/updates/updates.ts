import type { Millis } from '../../../shared/domain/ids'
import type { UpdateFailure, UpdatesOff, UpdateState } from '../../../shared/domain/update'
import { fail, ok, type Result } from '../../../shared/result'
import type { Log } from '../../log/log'
import type { Clock } from '../../clock'
import { background } from '../../background'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Delay of the first check, so that it does not slow down the start and the connection. */
export const FIRST_CHECK_AFTER_MS = 2 * MINUTE
export const CHECK_EVERY_MS = 24 * HOUR
/** A timer does not run while the computer sleeps, so the clock is checked more often than updates are. */
export const CLOCK_CHECK_MS = HOUR

/** Finds, downloads and installs a newer version. */
export interface Updater {
  /** The version of a newer release; undefined if there is none. */
  find(): Promise<Result<string | undefined, UpdateFailure>>
  /** Downloads the version found last. */
  download(): Promise<Result<undefined, UpdateFailure>>
  /** Ends this process; then the new version starts. */
  installAndRestart(): void
}

export interface UpdatesDeps {
  readonly clock: Clock
  readonly log: Log
  /** Creates the updater at the first check. */
  readonly createUpdater: () => Promise<Updater>
  /** A payment is under way; its outcome must not be missed for an update. */
  readonly isPaying: () => boolean
  /** Closes the connection and the database. The window stays until the end. */
  readonly closeWallet: () => Promise<void>
  readonly changed: (state: UpdateState) => void
}

/** Checks daily and on request, downloads automatically, and installs only when the person asks. */
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

  /** Checks in the background. The progress is in the state. */
  startCheck(): void {
    background(this.check(), (error) => {
      this.#deps.log.error('bug', error, { where: 'update-check' })
      this.#failed('no-answer', undefined)
    })
  }

  /** Does nothing during a check or a download, and once a version is ready. */
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

  /** Restarts into the downloaded version on the person's request; never while a payment is being sent. */
  async restart(): Promise<Result<undefined, 'no-update' | 'payment-running'>> {
    if (this.#state.phase !== 'ready' || this.#updater === undefined) return fail('no-update')
    if (this.#deps.isPaying()) return fail('payment-running')
    const updater = await this.#updater
    this.#deps.log.info('updating', { version: this.#state.version })
    await this.#deps.closeWallet()
    updater.installAndRestart()
    return ok(undefined)
  }

  /**
   * Undefined if the updater cannot be loaded, for example because an upgrade replaced the program's files. The next
   * check tries again.
   */
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
      this.#lookAgain(CLOCK_CHECK_MS)
      if (this.#deps.clock.now() >= this.#dueAt) this.startCheck()
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
