import type { Millis } from './ids'

/**
 * Why this program does not check for updates: it runs from its sources, the package manager updates it, or the build
 * has no signed update server.
 */
export type UpdatesOff = 'development' | 'system' | 'no-feed'

/** A failure is shown only in the settings, because the next check may succeed. */
export type UpdateFailure =
  | 'no-answer'
  /** The feed or a download is not signed by the publisher of this build. */
  | 'not-trusted'
  /** The feed is signed, but older than its publisher allows. */
  | 'old-feed'

export type UpdateState =
  | { readonly phase: 'off'; readonly why: UpdatesOff }
  /** `checkedAt` is undefined before the first check of this run. */
  | { readonly phase: 'current'; readonly checkedAt: Millis | undefined }
  | { readonly phase: 'checking' }
  | { readonly phase: 'downloading'; readonly version: string }
  /** Downloaded and verified. Installed when the person restarts the wallet. */
  | { readonly phase: 'ready'; readonly version: string }
  | { readonly phase: 'failed'; readonly why: UpdateFailure; readonly at: Millis }
