import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { App, BrowserWindow, Dialog } from 'electron'
import { fail, ok, type Result } from '../../../shared/result'
import type { ChoosePaths } from '../dialogs/choose-paths'

/** Asks where to save a file of this name. Undefined: the person cancelled. */
export type AskWhere = (name: string) => Promise<string | undefined>

/** Asks for a folder to write into. Undefined: the person cancelled. */
export type AskFolder = () => Promise<string | undefined>

/** Asks where to save, and writes the file. `false`: the person cancelled. */
export type SaveFile = (name: string, bytes: Uint8Array) => Promise<Result<boolean, 'write-failed'>>

/**
 * A temporary file beside the target. Its name is unpredictable, so that no other program can have placed a link there.
 */
export const partOf = (path: string): string => `${path}.${randomUUID()}.part`

export function createAskWhere(app: App, dialog: Dialog, window: () => BrowserWindow | undefined): AskWhere {
  return async (name) => {
    const extension = extname(name).slice(1)
    const options = {
      defaultPath: join(app.getPath('downloads'), name),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }]
    }
    const parent = window()
    const { canceled, filePath } = await (parent === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options))
    return canceled || filePath === undefined || filePath === '' ? undefined : filePath
  }
}

export function createAskFolder(app: App, choose: ChoosePaths): AskFolder {
  return async () => {
    const paths = await choose({
      defaultPath: app.getPath('downloads'),
      buttonLabel: 'Export here',
      properties: ['openDirectory', 'createDirectory']
    })
    return paths?.[0]
  }
}

export function createSaveFile(askWhere: AskWhere): SaveFile {
  return async (name, bytes) => {
    const path = await askWhere(name)
    if (path === undefined) return ok(false)
    const part = partOf(path)
    try {
      await writeFile(part, bytes, { flag: 'wx', mode: 0o600 })
      // A link at the target is replaced and not followed: the bytes may be those of a message.
      await rename(part, path)
      return ok(true)
    } catch {
      await rm(part, { force: true }).catch(() => undefined)
      return fail('write-failed')
    }
  }
}
