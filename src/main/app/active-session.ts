import type { NodeProfile } from '../../shared/domain/node'
import type { Failure, Result } from '../../shared/result'
import type { StoreOpenCode } from '../store/open'
import type { Session, SessionEvents } from '../wallet/api'
import { Emitter, type Emit } from '../emitter'

export interface ActiveSessionDeps {
  /** Opens the node's records and starts its connection. */
  readonly open: (profile: NodeProfile, emit: Emit<SessionEvents>) => Promise<Result<Session, StoreOpenCode>>
  /** Another node is in use, or none. */
  readonly switched: (profile: NodeProfile | undefined, session: Session | undefined) => void
  /** The records could not be opened. The person says what now: true opens them once more. */
  readonly mend: (profile: NodeProfile, failure: Failure<StoreOpenCode>) => Promise<boolean>
}

/** The one node in use, with its session. Switching is done in turn: one is closed before the next is opened. */
export class ActiveSession {
  /** Of the session in use only. */
  readonly events = new Emitter<SessionEvents>()
  readonly #deps: ActiveSessionDeps
  #session: Session | undefined
  #generation = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(deps: ActiveSessionDeps) {
    this.#deps = deps
  }

  get session(): Session | undefined {
    return this.#session
  }

  /**
   * Takes this node into use. False: its records could not be opened, and no node is in use.
   * @throws what `open` or `mend` throws, which is a bug; that no node is in use is told before
   */
  use(profile: NodeProfile): Promise<boolean> {
    return this.#inTurn(() =>
      this.#use(profile).catch((error: unknown) => {
        this.#deps.switched(undefined, undefined)
        throw error
      })
    )
  }

  /** No node is in use any more when this resolves; all its records are safely closed. */
  leave(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close().finally(() => this.#deps.switched(undefined, undefined))
    })
  }

  /** Resolves when every switch that was asked for is done. */
  async settled(): Promise<void> {
    await this.#turn
  }

  async #use(profile: NodeProfile): Promise<boolean> {
    await this.#close()
    let opened = await this.#deps.open(profile, this.#whileCurrent())
    while (!opened.ok) {
      if (!(await this.#deps.mend(profile, opened.error))) {
        this.#deps.switched(undefined, undefined)
        return false
      }
      opened = await this.#deps.open(profile, this.#whileCurrent())
    }
    this.#session = opened.value
    this.#deps.switched(profile, opened.value)
    return true
  }

  async #close(): Promise<void> {
    const session = this.#session
    if (session === undefined) return
    this.#session = undefined
    this.#generation += 1
    await session.close()
  }

  /** Passes on what this session emits, until it is closed. */
  #whileCurrent(): Emit<SessionEvents> {
    const generation = this.#generation
    return (event, payload) => {
      if (generation === this.#generation) this.events.emit(event, payload)
    }
  }

  #inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(step)
    this.#turn = done.catch(() => undefined)
    return done
  }
}
