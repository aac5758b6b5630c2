import type { UpdateFailure, UpdateState, UpdatesOff } from '../domain/update'

export interface UpdateMessage {
  readonly title: string
  readonly hint: string
}

const off: Record<UpdatesOff, string> = {
  development: 'This wallet runs from source, so updates are off.',
  system: 'Your system updates the wallet together with its other programs.',
  'no-feed': 'This build has no update server.'
}

/** The text about updates in the About section; `when` formats a time. */
export function updateMessage(state: UpdateState, when: (at: number) => string): UpdateMessage {
  switch (state.phase) {
    case 'off':
      return { title: 'Updates', hint: off[state.why] }
    case 'current':
      return {
        title: state.checkedAt === undefined ? 'Updates' : 'IMP Wallet is up to date',
        hint:
          state.checkedAt === undefined
            ? 'The wallet checks for updates once a day.'
            : `Last checked ${when(state.checkedAt)}. The wallet checks once a day.`
      }
    case 'checking':
      return { title: 'Checking for updates…', hint: 'Nothing about you or this computer is sent.' }
    case 'downloading':
      return { title: `Downloading version ${state.version}…`, hint: 'You can keep using the wallet.' }
    case 'ready':
      return {
        title: `Version ${state.version} is ready`,
        hint: 'Restart the wallet to use it. Your records stay as they are.'
      }
    case 'failed':
      return failed(state.why, when(state.at))
  }
}

function failed(why: UpdateFailure, when: string): UpdateMessage {
  switch (why) {
    case 'no-answer':
      return {
        title: 'The last check for updates failed',
        hint: `No answer ${when}. The wallet tries again tomorrow.`
      }
    case 'not-trusted':
      return {
        title: 'An update was rejected',
        hint: `It is not signed by the makers of this wallet (${when}). None of it was used.`
      }
    case 'old-feed':
      return {
        title: 'The update server gave an old answer',
        hint: `It is signed, but out of date (${when}), so a newer version may exist. If this happens again, check the website.`
      }
  }
}

/** Why the restart has to wait. */
export const restartRefused = 'A payment is being sent. Restart when it is done.'
