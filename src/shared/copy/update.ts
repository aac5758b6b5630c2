import type { UpdateFailure, UpdateState, UpdatesOff } from '../domain/update'

export interface UpdateMessage {
  readonly title: string
  readonly hint: string
}

const off: Record<UpdatesOff, string> = {
  development: 'This wallet runs from its sources, so updates are off.',
  system: 'Your system keeps the wallet up to date, as it does its other programs.',
  'no-feed': 'This build has no update server.'
}

/** The text about updates in the About section; `when` formats a time. */
export function updateMessage(state: UpdateState, when: (at: number) => string): UpdateMessage {
  switch (state.phase) {
    case 'off':
      return { title: 'Updates', hint: off[state.why] }
    case 'current':
      return {
        title: state.checkedAt === undefined ? 'Updates' : 'This is the newest version',
        hint:
          state.checkedAt === undefined
            ? 'The wallet looks for a newer version once a day.'
            : `Looked ${when(state.checkedAt)}. The wallet looks once a day.`
      }
    case 'checking':
      return { title: 'Looking for a newer version …', hint: 'Nothing about you or this computer is sent.' }
    case 'downloading':
      return { title: `Fetching version ${state.version} …`, hint: 'You can go on using the wallet.' }
    case 'ready':
      return {
        title: `Version ${state.version} is ready`,
        hint: 'It is used when you restart the wallet here. Your records stay as they are.'
      }
    case 'failed':
      return failed(state.why, when(state.at))
  }
}

function failed(why: UpdateFailure, when: string): UpdateMessage {
  switch (why) {
    case 'no-answer':
      return {
        title: 'The last look for a newer version failed',
        hint: `No answer ${when}. It is tried again tomorrow.`
      }
    case 'not-trusted':
      return {
        title: 'An update was rejected',
        hint: `It is not signed by the makers of this wallet (${when}). Nothing of it was used.`
      }
    case 'old-feed':
      return {
        title: 'The update server gave an old answer',
        hint: `It is signed, but out of date (${when}), so a newer version may exist. If this repeats, look at the website.`
      }
  }
}

/** Why the restart has to wait. */
export const restartRefused = 'A payment is being sent. Restart when it has ended.'
