import { writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { App, BrowserWindow, Dialog } from 'electron'
import { fail, ok, type Result } from '../../shared/result'

/** Asks where to save and writes. `false`: the person cancelled. */
export type SaveFile = (name: string, bytes: Uint8Array) => Promise<Result<boolean, 'write-failed'>>

export function createSaveFile(app: App, dialog: Dialog, window: () => BrowserWindow | undefined): SaveFile {
  return async (name, bytes) => {
    const extension = extname(name).slice(1)
    const options = {
      defaultPath: join(app.getPath('downloads'), name),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }]
    }
    const parent = window()
    const { canceled, filePath } = await (parent === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options))
    if (canceled || filePath === undefined || filePath === '') return ok(false)
    try {
      await writeFile(filePath, bytes)
      return ok(true)
    } catch {
      return fail('write-failed')
    }
  }
}
