import type { TextSource } from '../domain/text-source'

/**
 * The words before a text that came with the outcome of a payment or message. A text of the connection layer is not
 * attributed to the node.
 */
export function textSourceWords(said: TextSource | undefined): string {
  switch (said) {
    case 'node':
      return 'The node says'
    case 'connection':
      return 'The connection layer said'
    case undefined:
      return 'The node or the connection layer said'
  }
}
