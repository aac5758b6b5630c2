import type { NodeProfile } from '../../shared/domain/node'
import type { Failure, Result } from '../../shared/result'
import type { StoreOpenCode } from '../store/open'
import type { Session, SessionListener } from '../wallet/api'

export interface ActiveSessionDeps {
  /** Opens the node's records and starts its connection. */
  readonly open: (profile: NodeProfile, listener: SessionListener) => Promise<Result<Session, StoreOpenCode>>
  /** Hears only the session in use: what one that is being closed still has to say is no longer of interest. */
  readonly listener: SessionListener
  /** Another node is in use, or none. */
  readonly switched: (profile: NodeProfile | undefined, session: Session | undefined) => void
  /** The records could not be opened. The person says what now: true opens them once more. */
  readonly mend: (profile: NodeProfile, failure: Failure<StoreOpenCode>) => Promise<boolean>
}

/** The one node in use, with its session. Switching is done in turn: one is closed before the next is opened. */
export class ActiveSession {
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
    let opened = await this.#deps.open(profile, this.#hearOnlyCurrent())
    while (!opened.ok) {
      if (!(await this.#deps.mend(profile, opened.error))) {
        this.#deps.switched(undefined, undefined)
        return false
      }
      opened = await this.#deps.open(profile, this.#hearOnlyCurrent())
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

  #hearOnlyCurrent(): SessionListener {
    const { listener } = this.#deps
    const generation = this.#generation
    const ifCurrent =
      <Event>(tell: (event: Event) => void) =>
      (event: Event): void => {
        if (generation === this.#generation) tell(event)
      }
    return {
      stateChanged: ifCurrent((state) => listener.stateChanged(state)),
      changed: ifCurrent((change) => listener.changed(change)),
      messagesArrived: ifCurrent((messages) => listener.messagesArrived(messages)),
      invoicePaid: ifCurrent((invoice) => listener.invoicePaid(invoice)),
      paymentEnded: ifCurrent((payment) => listener.paymentEnded(payment)),
      messageSettled: ifCurrent((message) => listener.messageSettled(message))
    }
  }

  #inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(step)
    this.#turn = done.catch(() => undefined)
    return done
  }
}
