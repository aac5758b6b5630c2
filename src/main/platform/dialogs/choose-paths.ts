import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron'

/** Asks for files or folders in a dialog of the system, over the window if there is one. Undefined: the person cancelled. */
export type ChoosePaths = (options: OpenDialogOptions) => Promise<readonly string[] | undefined>

export function createChoosePaths(dialog: Dialog, window: () => BrowserWindow | undefined): ChoosePaths {
  return async (options) => {
    const parent = window()
    const { canceled, filePaths } = await (parent === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options))
    return canceled ? undefined : filePaths
  }
}
