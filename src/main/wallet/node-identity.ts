import type { Network } from '../../shared/domain/network'
import type { Pubkey } from '../../shared/domain/ids'
import type { Clock } from '../clock'
import type { NodeInfo } from '../node-client/api'
import type { Store } from '../store/store'

/** Checks whether the connected node is the one that the records belong to. */
export class NodeIdentity {
  readonly #store: Store
  readonly #clock: Clock
  readonly #network: Network | undefined
  /** A reported key that could not be written (disk full). */
  #unwrittenKey: Pubkey | undefined

  /** `network`: the node's network, if it is known beforehand. */
  constructor(store: Store, clock: Clock, network: Network | undefined) {
    this.#store = store
    this.#clock = clock
    this.#network = network
  }

  /**
   * Compares the key that a node without the extension reports with the known one, before the first call of a
   * connection. The first reported key is stored with the records. This detects a tunnel that leads to another node. It
   * proves nothing, because any program can report any key.
   */
  isOther(namedKey: Pubkey | undefined): boolean {
    if (namedKey === undefined) return false
    const known = this.#knownKey()
    if (known !== undefined) return namedKey !== known
    const written = this.#store.write(() => {
      this.#store.identity.learnNamed(namedKey, this.#clock.now())
    })
    if (!written.ok) this.#unwrittenKey = namedKey
    return false
  }

  /** Learns the identity that a node with the extension reports. False: the records belong to another node. */
  accept(info: NodeInfo): boolean {
    if (!this.#isThisNode(info)) return false
    if (this.#store.identity.get() === undefined) {
      // If the write fails (disk full), the next connection or invoice stores the identity.
      this.#store.write(() => {
        this.#store.identity.learn({ pubkey: info.pubkey, network: info.network }, this.#clock.now())
      })
    }
    return true
  }

  /** The network may be known before the key is. A node is on one network only. */
  #isThisNode({ pubkey, network }: NodeInfo): boolean {
    const known = this.#store.identity.get()
    if (known !== undefined) return known.pubkey === pubkey && known.network === network
    if ((this.#knownKey() ?? pubkey) !== pubkey) return false
    const expected = this.#network ?? this.#store.payments.provenNetwork()
    return expected === undefined || expected === network
  }

  #knownKey(): Pubkey | undefined {
    return this.#store.identity.key() ?? this.#unwrittenKey
  }
}
