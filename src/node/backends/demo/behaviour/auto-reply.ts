import type { ControlledNode } from '../control/demo-control'
import { pause } from './pause'
import { endOnBug } from '../../../end-on-bug'

/** A peer replies to each message of the node that the message arrived. */
export function autoReply(node: ControlledNode, afterMs: number, life: AbortSignal): void {
  let answered = node.sent.all().length
  const stop = node.changes.listen(() => {
    const news = node.sent.all().slice(answered)
    answered += news.length
    for (const { id, to } of news) {
      const answer = pause(afterMs, life).then((alive) => {
        if (alive)
          node.control.sendMessage({ from: to.name, data: 'Got it, I will write back.', replyToId: id })
      })
      answer.catch(endOnBug)
    }
  })
  life.addEventListener('abort', stop)
}
