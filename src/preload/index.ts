import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcNames } from '../shared/ipc/names'
import { createApi } from './api'
import { pathOfFile } from './path-of-file'

/** The names of the contract, inserted by the build. */
declare const __IPC_NAMES__: IpcNames

contextBridge.exposeInMainWorld(
  'imp',
  createApi(__IPC_NAMES__, ipcRenderer, (given) => pathOfFile(webUtils, given))
)
