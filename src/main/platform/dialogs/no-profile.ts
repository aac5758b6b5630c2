import type { App, Dialog } from 'electron'
import type { Log } from '../../log/log'
import { background } from '../../background'
import { showLast } from './ask'
import { noProfile } from './problem-dialogs'

/** EX_CANTCREAT of sysexits.h. */
const EXIT_CODE = 73

/** Explains why the wallet cannot start, and ends it. Nothing was opened or sent yet. */
export function stopWithoutProfile(
  app: App,
  dialog: Dialog,
  log: Log,
  userData: string,
  reason: string
): void {
  log.error('profile-not-usable', new Error(reason))
  const problem = noProfile(userData, reason)
  // For a start in a terminal or without a display, where the dialog is not seen.
  process.stderr.write(`${problem.message}: ${userData} (${reason})\n`)
  const shown = app.whenReady().then(() => {
    showLast(dialog, problem)
    app.exit(EXIT_CODE)
  })
  background(shown, (error) => {
    log.error('no-profile-not-told', error)
    app.exit(EXIT_CODE)
  })
}
