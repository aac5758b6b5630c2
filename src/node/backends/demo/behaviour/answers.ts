import type { SteeredNode } from './steered-node'
import { pause } from './pause'

/** A peer that was written to says that it arrived, in reply to it. */
export function answerMessages(node: SteeredNode, afterMs: number, life: AbortSignal): void {
  let answered = node.sent.all().length
  const stop = node.changes.listen(() => {
    const news = node.sent.all().slice(answered)
    answered += news.length
    for (const { id, to } of news) {
      void pause(afterMs, life).then((alive) => {
        if (alive)
          node.control.sendMessage({ from: to.name, data: 'Got it, I will write back.', replyToId: id })
      })
    }
  })
  life.addEventListener('abort', stop)
}
