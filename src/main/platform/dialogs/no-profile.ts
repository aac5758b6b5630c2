import type { App, Dialog } from 'electron'
import type { Log } from '../../log/log'
import { background } from '../../background'

const TITLE = 'IMP Wallet cannot use its data folder'
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
  // For a start in a terminal or without a display, where the dialog is not seen.
  process.stderr.write(`${TITLE}: ${userData} (${reason})\n`)
  const shown = app.whenReady().then(() => {
    dialog.showMessageBoxSync({
      type: 'error',
      title: TITLE,
      message: TITLE,
      detail:
        `The wallet cannot write to ${userData} (${reason}), so it cannot keep records and does not start. ` +
        'Your money is at your node and is not affected. The disk may be full, or the folder may be read-only or ' +
        'belong to another user. Fix that and start the wallet again.',
      buttons: ['Quit']
    })
    app.exit(EXIT_CODE)
  })
  background(shown, (error) => {
    log.error('no-profile-not-told', error)
    app.exit(EXIT_CODE)
  })
}
