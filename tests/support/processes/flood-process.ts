import { startDemoNode } from '../../../src/node/backends/demo'

/** The number of messages to send to the subscriber, as fast as possible. 0: report when there is no subscriber. */
export interface FloodOrder {
  readonly count: number
  /** Begins every message, so that runs over one database can be told apart. */
  readonly prefix: string
}

/** Messages per turn of the event loop, so that the sockets are served in between. */
const PER_TURN = 250

/** A demo node in its own process, so that its cost is not part of a measurement. */
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

/** A text of about fifty characters. */
function text(n: number): string {
  return Array.from({ length: 8 }, (_, index) => WORDS[(n * 7 + index * index * 3) % WORDS.length]).join(' ')
}

void play()
// Ends with its parent.
process.once('disconnect', () => process.exit())
