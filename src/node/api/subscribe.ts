import type { MessageSource, NodeMessage } from '../messages'
import type { Transport } from './caller'
import type { StreamMethod } from './method'

/** Request metadata: the id of the last message that the client stored. The node replays every message after it. */
export const RESUME_AFTER = 'imp-resume-after'
/** Initial metadata of the response: the node replays before it sends live messages. */
export const REPLAY = 'imp-replay'

export interface SubscribeParts {
  readonly source: MessageSource
  readonly response: (message: NodeMessage, transport: Transport) => object
  /** Whether the node keeps messages for clients that were away. */
  readonly replays: boolean
}

/**
 * The original message stream. Without `imp-resume-after` it is live only and sends no metadata of its own: the
 * original nodes send a stream's headers with its first message, so a client must not wait for them.
 */
export function subscribeMethod({ source, response, replays }: SubscribeParts): StreamMethod {
  return {
    path: '/websocket.Websocket/Subscribe',
    name: 'Subscribe',
    open: (_request, caller, sink) => {
      const resumeAfter = replays ? caller.metadata(RESUME_AFTER) : undefined
      if (resumeAfter !== undefined) sink.headers({ [REPLAY]: 'true' })
      return source.subscribe(
        {
          deliver: (message) => sink.message(response(message, caller.transport)),
          deliverRaw: (frame) => sink.raw(frame),
          end: (status) => sink.end(status)
        },
        resumeAfter
      )
    }
  }
}
