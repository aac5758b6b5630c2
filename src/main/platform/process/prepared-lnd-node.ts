import { background, type ReportBug } from '../../background'
import type { LndNode, LndNodeListener, StartLndNode } from './lnd-node-process'

/**
 * Starts LND nodes, one of them in advance: a process needs 0.3 s until it is ready. The prepared process knows nothing
 * before it is taken.
 */
export class PreparedLndNode {
  readonly #start: StartLndNode
  readonly #loadClient: () => Promise<unknown>
  readonly #reportBug: ReportBug
  #prepared: { readonly node: LndNode; readonly take: (listener: LndNodeListener) => void } | undefined

  /** `loadClient` loads what this process needs for a connection to the node. */
  constructor(start: StartLndNode, loadClient: () => Promise<unknown>, reportBug: ReportBug) {
    this.#start = start
    this.#loadClient = loadClient
    this.#reportBug = reportBug
  }

  /** Loads the client of the node, which keeps this process busy for 0.2 s. */
  load(): void {
    background(this.#loadClient(), (error) => {
      this.#reportBug('node-client', error)
    })
  }

  /** Starts a process for the next `start`, unless one is waiting. */
  prepare(): void {
    if (this.#prepared !== undefined) return
    let taker: LndNodeListener | undefined
    const node: LndNode = this.#start({
      check: (check) => taker?.check(check),
      status: (status) => taker?.status(status),
      lost: () => {
        if (taker !== undefined) taker.lost()
        else if (this.#prepared?.node === node) this.#prepared = undefined
      }
    })
    this.#prepared = { node, take: (listener) => (taker = listener) }
  }

  readonly start: StartLndNode = (listener) => {
    const prepared = this.#prepared
    if (prepared === undefined) return this.#start(listener)
    this.#prepared = undefined
    prepared.take(listener)
    return prepared.node
  }

  /** Ends the process that waits, if there is one. */
  discard(): void {
    const prepared = this.#prepared
    this.#prepared = undefined
    if (prepared === undefined) return
    background(prepared.node.stop(), (error) => {
      this.#reportBug('prepared-lnd-node-stop', error)
    })
  }
}
