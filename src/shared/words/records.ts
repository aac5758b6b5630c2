import type { Words } from './words'

/** The records of the node cannot be written at present. It passes by itself as soon as they can. */
export const notWritingWords: Words = {
  title: 'The wallet cannot write to its disk',
  what: 'New messages wait in memory, so do not quit now.',
  money: 'Nothing is sent that cannot be written down first; your money at the node is not affected.',
  next: 'Free some space on the disk: the wallet then goes on by itself.'
}
