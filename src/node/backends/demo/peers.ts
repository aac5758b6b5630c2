import { sat, satToMsat, type Msat } from '../../../shared/money'
import { identity, type Identity } from './identity'

/** A node with a channel to this one. */
export interface Peer extends Identity {
  /** What this node can spend through the channel at the start. */
  readonly localMsat: Msat
  /** What the peer can spend through the channel at the start. */
  readonly remoteMsat: Msat
}

const CHANNELS = [
  { name: 'Mira', local: 900_000n, remote: 600_000n },
  { name: 'Jonas', local: 350_000n, remote: 450_000n },
  { name: 'Ostkurier', local: 1_200_000n, remote: 800_000n },
  { name: 'Riso Print Co-op', local: 200_000n, remote: 300_000n },
  // No balance on our side, so it cannot be paid, like a freshly opened inbound channel.
  { name: 'Hackerspace Lab', local: 0n, remote: 2_000_000n },
  { name: 'Tallinn exit', local: 50_000n, remote: 50_000n }
]

export function demoPeers(seed: string): readonly Peer[] {
  return CHANNELS.map(({ name, local, remote }) => ({
    ...identity(seed, name),
    localMsat: satToMsat(sat(local)),
    remoteMsat: satToMsat(sat(remote))
  }))
}
