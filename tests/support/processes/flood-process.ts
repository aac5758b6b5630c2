import { startDemoNode } from '../../../src/node/backends/demo'

/** So many messages to the one who is or will be subscribed, as fast as they go. 0: say when nobody is any more. */
export interface FloodOrder {
  readonly count: number
  /** Begins every message, so that runs over one database can be told apart. */
  readonly prefix: string
}

/** A turn of the loop each, so that the sockets are served. */
const PER_TURN = 250

/** A demo node in a process of its own, for measurements: what it costs is not the reader's. */
async function play(): Promise<void> {
  const node = await startDemoNode()
  const flood = ({ count, prefix }: FloodOrder, sent = 0): void => {
    for (let n = sent; n < Math.min(count, sent + PER_TURN); n++) {
      node.control.sendMessage({ from: n % 2 === 0 ? 'Mira' : 'Jonas', data: `${prefix} ${n}: ${text(n)}` })
    }
    if (sent + PER_TURN < count) setImmediate(flood, { count, prefix }, sent + PER_TURN)
  }
  process.on('message', (order: FloodOrder) => {
    const awaited = order.count === 0 ? 0 : 1
    void node.changes
      .until(`there are ${awaited} streams`, () => node.messages.subscribers === awaited)
      .then(() => (order.count === 0 ? process.send?.('idle') : flood(order)))
  })
  process.send?.(node.address)
}

const WORDS = ['coffee', 'zines', 'tomorrow', 'print', 'thanks', 'courier', 'paper', 'node', 'at', 'eight']

/** Some fifty characters, as people write. */
function text(n: number): string {
  return Array.from({ length: 8 }, (_, index) => WORDS[(n * 7 + index * index * 3) % WORDS.length]).join(' ')
}

void play()
// Without its parent it has no purpose.
process.once('disconnect', () => process.exit())
