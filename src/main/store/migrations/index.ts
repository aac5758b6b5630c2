import { first } from './0001-first'
import { outgoing } from './0002-outgoing'
import { wordsLater } from './0003-words-later'
import { senders } from './0004-senders'
import { learnedLate } from './0005-learned-late'
import { speakers } from './0006-speakers'
import type { Migration } from './migration'

/** In the order of their numbers. */
export const migrations: readonly Migration[] = [first, outgoing, wordsLater, senders, learnedLate, speakers]
