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

/**
 * The id after which a node replays messages. Node ids are opaque; an id that metadata cannot carry is not sent. A
 * wallet without messages requests all that a node with the extension keeps.
 */
export function resumeAfter(sink: MessageSink, extended: boolean): string | undefined {
  const id = sink.lastStoredId()
  if (id === undefined) return extended ? '' : undefined
  return /^[\x21-\x7e]{1,200}$/u.test(id) ? id : undefined
}
