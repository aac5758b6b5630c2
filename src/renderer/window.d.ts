import type { ImpApi } from '../shared/ipc/contract'

declare global {
  interface Window {
    /** Put here by the preload; read once, in main.ts. */
    readonly imp: ImpApi
  }
}
