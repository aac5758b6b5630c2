import { first } from './0001-first'
import { outgoing } from './0002-outgoing'
import type { Migration } from './migration'

/** In the order of their numbers. */
export const migrations: readonly Migration[] = [first, outgoing]
