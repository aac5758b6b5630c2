import type { Millis } from './ids'

/**
 * Why this program does not look for newer versions of itself: it runs from its sources, the system's package manager
 * does it, or whoever built it named no signed place to look.
 */
export type UpdatesOff = 'development' | 'system' | 'no-feed'

/** Nobody is told about a failure but in the settings: the next check may well succeed. */
export type UpdateFailure =
  | 'no-answer'
  /** What the feed says is not signed by whoever built this program, or is not what was signed. */
  | 'not-trusted'

export type UpdateState =
  | { readonly phase: 'off'; readonly why: UpdatesOff }
  /** `checkedAt` is undefined before the first check of this run. */
  | { readonly phase: 'current'; readonly checkedAt: Millis | undefined }
  | { readonly phase: 'checking' }
  | { readonly phase: 'downloading'; readonly version: string }
  /** Downloaded and checked. It is used when the person restarts the wallet from here. */
  | { readonly phase: 'ready'; readonly version: string }
  | { readonly phase: 'failed'; readonly why: UpdateFailure; readonly at: Millis }
