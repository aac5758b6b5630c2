import type { NodeProfile } from '../../shared/domain/node'
import type { Failure, Result } from '../../shared/result'
import type { StoreOpenCode } from '../store/open'
import type { Session, SessionEvents } from '../wallet/api'
import { Emitter, type Emit } from '../emitter'

export interface ActiveSessionDeps {
  /** Opens the node's records and starts its connection. */
  readonly open: (profile: NodeProfile, emit: Emit<SessionEvents>) => Promise<Result<Session, StoreOpenCode>>
  /** Called when another node, or none, is active. */
  readonly switched: (profile: NodeProfile | undefined, session: Session | undefined) => void
  /** The records could not be opened. Resolves with true if they should be opened again, as the person decided. */
  readonly repair: (profile: NodeProfile, failure: Failure<StoreOpenCode>) => Promise<boolean>
}

/** The active node and its session. Switches run one after the other: a session is closed before the next is opened. */
export class ActiveSession {
  /** Only events of the active session. */
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
   * Activates a node. Resolves with false if its records could not be opened; then no node is active.
   * @throws what `open` or `repair` throws, which is a bug; `switched` was called with no node before
   */
  use(profile: NodeProfile): Promise<boolean> {
    return this.#inTurn(() =>
      this.#use(profile).catch((error: unknown) => {
        this.#deps.switched(undefined, undefined)
        throw error
      })
    )
  }

  /** Resolves when no node is active and all records are closed. */
  leave(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close().finally(() => this.#deps.switched(undefined, undefined))
    })
  }

  /** Resolves when every requested switch is done. */
  async settled(): Promise<void> {
    await this.#turn
  }

  async #use(profile: NodeProfile): Promise<boolean> {
    await this.#close()
    let opened = await this.#deps.open(profile, this.#whileCurrent())
    while (!opened.ok) {
      if (!(await this.#deps.repair(profile, opened.error))) {
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

  /** Passes on the events of this session until it is closed. */
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
