import type { BrowserWindow, Dialog } from 'electron'
import type { Problem } from './problem-dialogs'

/**
 * Shows a problem in a system dialog and returns the person's choice. Closing the dialog counts as the first choice.
 */
export type Ask = <Choice extends string>(problem: Problem<Choice>) => Promise<Choice>

export function createAsk(dialog: Dialog, window: () => BrowserWindow | undefined): Ask {
  return async <Choice extends string>(problem: Problem<Choice>): Promise<Choice> => {
    const { message, detail, choices } = problem
    const options = {
      type: 'warning' as const,
      title: 'IMP Wallet',
      message,
      detail,
      buttons: choices.map(({ label }) => label),
      defaultId: 0,
      cancelId: 0,
      noLink: true
    }
    const parent = window()
    const { response } = await (parent === undefined || !parent.isVisible()
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(parent, options))
    const chosen = choices[response] ?? choices[0]
    if (chosen === undefined) throw new Error('a problem without choices')
    return chosen.choice
  }
}
