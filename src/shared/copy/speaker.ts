import type { Speaker } from '../domain/speaker'

/** Before the words that came with a payment or a message. What the connection layer made up is not put in the node's mouth. */
export function speakerWords(said: Speaker | undefined): string {
  switch (said) {
    case 'node':
      return 'The node says'
    case 'connection':
      return 'The connection layer said'
    case undefined:
      return 'The node or the connection layer said'
  }
}
