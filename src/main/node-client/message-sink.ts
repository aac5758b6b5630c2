import type { NodeMessage } from './api'

/** A message and the stream that delivered it: the node can redeliver a message only on another stream. */
export interface StreamedMessage extends NodeMessage {
  readonly stream: symbol
}

/**
 * Receives the messages of the stream in order. The next batch is delivered when the promise settles; the stream is
 * paused while more than a few megabytes wait. A rejected batch is not lost: the link is dropped and the batch
 * delivered again.
 */
export interface MessageSink {
  receive(batch: readonly StreamedMessage[]): Promise<void>
  /** The node's id of the last stored message; undefined if there is none. */
  lastStoredId(): string | undefined
}
