import type { MessageSource, NodeMessage } from '../messages'
import type { Transport } from './caller'
import type { StreamMethod } from './method'

/** The id of the last message that a client has stored: it gets every message since. */
export const RESUME_AFTER = 'imp-resume-after'
/** Answers `imp-resume-after` in the initial metadata: the replay comes first. */
export const REPLAY = 'imp-replay'

export interface SubscribeParts {
  readonly source: MessageSource
  readonly response: (message: NodeMessage, transport: Transport) => object
  /** Whether the node keeps messages for clients that were away. */
  readonly replays: boolean
}

/**
 * The seed's stream of messages. Without `imp-resume-after` it is live only and sends no metadata of its own: in the
 * nodes of the field a stream's first headers go out with its first message, so a client must not wait for them.
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
