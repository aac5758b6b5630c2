import type { ImpApi } from '../shared/ipc/contract'

declare global {
  interface Window {
    /** Exposed by the preload; read once, in main.ts. */
    readonly imp: ImpApi
  }
}
