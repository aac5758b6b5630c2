import type { Random } from '../fault-matrix/random'
import type { Payload } from './payloads'
import type { Said } from './words'

/** The current case of a hostile node. */
export interface HostileCase {
  readonly random: Random
  /** What an honest node could answer. */
  readonly honest: Payload
  /** The texts that prove that the call moved no money; undefined for calls that move none. */
  readonly listed: readonly Said[] | undefined
  /** Records what the node answered to the call. */
  readonly said: (words: Said) => void
}

/** An open Subscribe that waits for the node. */
export interface OpenStream {
  /** The message that the wallet named as its last one. */
  readonly resumeAfter: string | undefined
  /** Announces a replay, sends these messages, and then the hostile answer of `then`; undefined: nothing more. */
  play(messages: readonly Payload[], then: HostileCase | undefined): Promise<void>
  cut(): void
}
