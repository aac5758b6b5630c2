import type { ImpApi } from '../../src/shared/ipc/contract'

declare global {
  /** The globals of functions that `page.evaluate` runs in the wallet's page. */
  interface Window {
    readonly imp: ImpApi
  }
}
