import { msat, type Msat } from '../../../../shared/money'
import type { Peer } from '../peers'

export interface Channel {
  readonly peer: Peer
  /** Balance of this node's side. */
  readonly localMsat: Msat
  readonly remoteMsat: Msat
  /** In flight to the peer: it belongs to neither side until the payment succeeds or fails. */
  readonly pendingMsat: Msat
}

const ZERO = msat(0n)

/** One channel per peer. The sum of the three parts of a channel never changes. */
export class Channels {
  readonly #channels: Map<string, Channel>

  constructor(peers: readonly Peer[]) {
    this.#channels = new Map(
      peers.map((peer) => [
        peer.pubkey,
        { peer, localMsat: peer.localMsat, remoteMsat: peer.remoteMsat, pendingMsat: ZERO }
      ])
    )
  }

  all(): readonly Channel[] {
    return [...this.#channels.values()]
  }

  /** LND's local balance, over all channels. */
  spendableMsat(): Msat {
    return msat(this.all().reduce((sum, channel) => sum + channel.localMsat, 0n))
  }

  /** What the peers can send to this node, over all channels. */
  receivableMsat(): Msat {
    return msat(this.all().reduce((sum, channel) => sum + channel.remoteMsat, 0n))
  }

  /** Locks an amount for a payment; false if there is no channel or not enough on our side. */
  offer(pubkey: string, amount: Msat): boolean {
    const channel = this.#channels.get(pubkey)
    if (channel === undefined || channel.localMsat < amount) return false
    this.#move(channel, -amount, 0n, amount)
    return true
  }

  /** Moves an offered amount to the peer. */
  settle(pubkey: string, amount: Msat): void {
    const channel = this.#channels.get(pubkey)
    if (channel !== undefined) this.#move(channel, 0n, amount, -amount)
  }

  /** Returns an offered amount to this node. */
  cancel(pubkey: string, amount: Msat): void {
    const channel = this.#channels.get(pubkey)
    if (channel !== undefined) this.#move(channel, amount, 0n, -amount)
  }

  /** Moves an amount from the peer to this node; false if the peer does not have enough. */
  receive(pubkey: string, amount: Msat): boolean {
    const channel = this.#channels.get(pubkey)
    if (channel === undefined || channel.remoteMsat < amount) return false
    this.#move(channel, amount, -amount, 0n)
    return true
  }

  /** Restores a saved channel. Channels of unknown peers are left out. */
  restore(pubkey: string, saved: Pick<Channel, 'localMsat' | 'remoteMsat' | 'pendingMsat'>): void {
    const channel = this.#channels.get(pubkey)
    if (channel !== undefined) this.#channels.set(pubkey, { peer: channel.peer, ...saved })
  }

  #move(channel: Channel, local: bigint, remote: bigint, pending: bigint): void {
    this.#channels.set(channel.peer.pubkey, {
      peer: channel.peer,
      localMsat: msat(channel.localMsat + local),
      remoteMsat: msat(channel.remoteMsat + remote),
      pendingMsat: msat(channel.pendingMsat + pending)
    })
  }
}
