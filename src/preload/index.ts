import { contextBridge, ipcRenderer } from 'electron'
import type { IpcNames } from '../shared/ipc/names'
import { createApi } from './api'

/** The names of the contract, inserted by the build. */
declare const __IPC_NAMES__: IpcNames

contextBridge.exposeInMainWorld('imp', createApi(__IPC_NAMES__, ipcRenderer))
