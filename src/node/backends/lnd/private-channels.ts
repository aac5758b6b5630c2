import { ok } from '../../../shared/result'
import type { BackendResult } from '../../backend'
import { NodeChannels } from './answers'
import type { LndClient } from './lnd-client'

/** Validity of the answer, which rarely changes: a channel is announced about an hour after it opened. Milliseconds. */
const VALID_MS = 60_000

/** Whether this LND has only channels that are not announced. Payers then find no route without route hints. */
export class PrivateChannels {
  readonly #client: LndClient
  readonly #pubkey: string
  readonly #now: () => number
  #known: { readonly value: boolean; readonly at: number } | undefined

  /** `pubkey`: this LND's, in hex. `now` is in milliseconds. */
  constructor(client: LndClient, pubkey: string, now: () => number = Date.now) {
    this.#client = client
    this.#pubkey = pubkey
    this.#now = now
  }

  async only(): Promise<BackendResult<boolean>> {
    const known = this.#known
    // A clock that was set back makes the age negative.
    const age = this.#now() - (known?.at ?? 0)
    if (known !== undefined && age >= 0 && age < VALID_MS) return ok(known.value)
    const asked = await this.#ask()
    if (asked.ok) this.#known = { value: asked.value, at: this.#now() }
    return asked
  }

  /** LND lists only the announced channels of a node. */
  async #ask(): Promise<BackendResult<boolean>> {
    const node = await this.#client.call(
      'lnrpc.Lightning/GetNodeInfo',
      { pub_key: this.#pubkey, include_channels: true },
      NodeChannels
    )
    if (node.ok) return ok(node.value.channels.length === 0)
    return node.error.code === 'not-found' ? ok(true) : node
  }
}
