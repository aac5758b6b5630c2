import type { LucideIcon } from '@lucide/svelte'

/** An icon of the Lucide set: `import Inbox from '@lucide/svelte/icons/inbox'`. */
export type IconOf = LucideIcon
/** The colours of states. */
export type Tone = 'neutral' | 'green' | 'red' | 'blue' | 'warn'
