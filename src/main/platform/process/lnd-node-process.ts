import * as v from 'valibot'
import type { LndProcessRequest } from '../../../shared/lnd-process'
import { fail, ok, type Result } from '../../../shared/result'
import type { Clock } from '../../clock'
import {
  ANSWERS,
  LndNodeMessage,
  type LndNodeAnswer,
  type LndNodeCheck,
  type LndNodeStatus
} from './lnd-node-messages'

type Kind = LndProcessRequest['kind']
type RequestOf<K extends Kind> = Extract<LndProcessRequest, { kind: K }>
/** A request without its id, which `LndNodeProcess` adds. */
export type LndNodeRequest<K extends Kind> = K extends Kind ? Omit<RequestOf<K>, 'id'> : never

/** The part of Electron's UtilityProcess that is used here. */
export interface ChildProcess {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

export interface LndNodeListener {
  readonly check: (check: LndNodeCheck) => void
  readonly status: (status: LndNodeStatus) => void
  /** The process ended without `stop`, or was killed because it misbehaved. */
  readonly lost: () => void
}

/** A utility process that runs the node of an LND, or a pairing. */
export interface LndNode {
  /**
   * Sends a request once the process is ready. `process-failed`: the process ended, did not answer in time, or sent an
   * invalid answer. In the last two cases it is killed.
   */
  ask<K extends Kind>(request: LndNodeRequest<K>): Promise<Result<LndNodeAnswer<K>, 'process-failed'>>
  /** Resolves when the process has ended; it is killed if it does not end by itself. */
  stop(): Promise<void>
}

export type StartLndNode = (listener: LndNodeListener) => LndNode

/** Timeout for the start. Milliseconds. */
const READY_WITHIN_MS = 10_000
/** Timeout for the stop. Milliseconds. */
const STOPPED_WITHIN_MS = 2_000
/**
 * Timeouts of the requests, in milliseconds. A check has none: it waits for a locked LND until the person cancels it.
 */
const ANSWERED_WITHIN_MS: Record<Kind, number | undefined> = {
  'give-text': 10_000,
  'give-files': 10_000,
  'give-folder': 10_000,
  'give-access': 10_000,
  'set-address': 10_000,
  forget: 10_000,
  'find-local': 15_000,
  check: undefined,
  'cancel-check': 10_000,
  'make-key': 90_000,
  'revoke-key': 90_000,
  serve: 90_000,
  stop: undefined
}

/** Owns one utility process: its requests, its events and its exit. */
export class LndNodeProcess implements LndNode {
  readonly #child: ChildProcess
  readonly #listener: LndNodeListener
  readonly #clock: Clock
  readonly #pending = new Map<number, (answer: Result<unknown, 'process-failed'>) => void>()
  readonly #ended: Promise<void>
  #ready: (isReady: boolean) => void = () => undefined
  readonly #isReady: Promise<boolean>
  #lastId = 0
  #stopping = false
  #over = false

  constructor(child: ChildProcess, listener: LndNodeListener, clock: Clock) {
    this.#child = child
    this.#listener = listener
    this.#clock = clock
    this.#isReady = new Promise((resolve) => {
      const cancel = clock.after(READY_WITHIN_MS, () => {
        this.#fail()
      })
      this.#ready = (isReady) => {
        cancel()
        resolve(isReady)
      }
    })
    this.#ended = new Promise((resolve) => {
      child.on('exit', () => {
        this.#exited()
        resolve()
      })
    })
    child.on('message', (message) => {
      this.#take(message)
    })
  }

  async ask<K extends Kind>(request: LndNodeRequest<K>): Promise<Result<LndNodeAnswer<K>, 'process-failed'>> {
    if (!(await this.#isReady) || this.#over || this.#stopping) return fail('process-failed')
    const answered = await this.#post(request)
    if (!answered.ok) return answered
    const parsed = v.safeParse(ANSWERS[request.kind], answered.value)
    // The table pairs each kind with the schema of its answer.
    if (parsed.success) return ok(parsed.output as LndNodeAnswer<K>)
    this.#fail()
    return fail('process-failed')
  }

  async stop(): Promise<void> {
    if (this.#over) return
    if (!this.#stopping) {
      this.#stopping = true
      this.#ready(false)
      this.#failPending()
      this.#child.postMessage({ id: ++this.#lastId, kind: 'stop' })
    }
    const cancel = this.#clock.after(STOPPED_WITHIN_MS, () => this.#child.kill())
    await this.#ended
    cancel()
  }

  #post(request: { readonly kind: Kind }): Promise<Result<unknown, 'process-failed'>> {
    const id = ++this.#lastId
    const within = ANSWERED_WITHIN_MS[request.kind]
    return new Promise((resolve) => {
      const cancel =
        within === undefined
          ? () => undefined
          : this.#clock.after(within, () => {
              this.#fail()
            })
      this.#pending.set(id, (answer) => {
        this.#pending.delete(id)
        cancel()
        resolve(answer)
      })
      this.#child.postMessage({ ...request, id })
    })
  }

  #take(message: unknown): void {
    if (this.#over || this.#stopping) return
    const parsed = v.safeParse(LndNodeMessage, message)
    if (!parsed.success) {
      this.#fail()
      return
    }
    const told = parsed.output
    switch (told.event) {
      case 'ready':
        this.#ready(true)
        break
      case 'answer':
        this.#pending.get(told.id)?.(ok(told.answer))
        break
      case 'check':
        this.#listener.check(told.check)
        break
      case 'status':
        this.#listener.status(told)
        break
    }
  }

  /** Kills a process that misbehaves. It counts as lost. */
  #fail(): void {
    if (this.#over) return
    this.#child.kill()
    this.#exited()
  }

  #exited(): void {
    if (this.#over) return
    this.#over = true
    this.#ready(false)
    this.#failPending()
    if (!this.#stopping) this.#listener.lost()
  }

  #failPending(): void {
    for (const answer of [...this.#pending.values()]) answer(fail('process-failed'))
  }
}
