import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import type { Problem } from './problem-dialogs'

/**
 * Shows a problem in a system dialog and returns the person's choice. Closing the dialog counts as the first choice.
 */
export type Ask = <Choice extends string>(problem: Problem<Choice>) => Promise<Choice>

export function createAsk(dialog: Dialog, window: () => BrowserWindow | undefined): Ask {
  return async <Choice extends string>(problem: Problem<Choice>): Promise<Choice> => {
    const options = boxOf(problem)
    const parent = window()
    const { response } = await (parent === undefined || !parent.isVisible()
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(parent, options))
    const chosen = problem.choices[response] ?? problem.choices[0]
    if (chosen === undefined) throw new Error('a problem without choices')
    return chosen.choice
  }
}

/** Shows why the wallet ends, and waits for the person, because there is no wallet any more that could wait. */
export function showLast(dialog: Dialog, problem: Problem<'quit'>): void {
  dialog.showMessageBoxSync({ ...boxOf(problem), type: 'error' })
}

function boxOf({ message, detail, choices }: Problem<string>): MessageBoxOptions {
  return {
    type: 'warning',
    title: 'IMP Wallet',
    message,
    detail,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: 0,
    noLink: true
  }
}
