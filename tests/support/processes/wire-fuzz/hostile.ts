import type { Random } from '../fault-matrix/random'
import type { Payload } from './payloads'
import type { Said } from './words'

/** The case that a hostile node plays at present. */
export interface HostileCase {
  readonly random: Random
  /** What an honest node could answer. */
  readonly honest: Payload
  /** The texts that prove that the call moved no money; undefined for calls that move none. */
  readonly listed: readonly Said[] | undefined
  /** Records what the node said of the call. */
  readonly said: (words: Said) => void
}

/** A Subscribe that waits for what the node does. */
export interface OpenStream {
  /** The message that the wallet named as its last one. */
  readonly resumeAfter: string | undefined
  /** Announces a replay, sends these messages, and then what is hostile; undefined: nothing more. */
  play(messages: readonly Payload[], then: HostileCase | undefined): Promise<void>
  cut(): void
}
