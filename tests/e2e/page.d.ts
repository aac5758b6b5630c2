import type { ImpApi } from '../../src/shared/ipc/contract'

declare global {
  /** What a function finds that `page.evaluate` runs in the wallet's page. */
  interface Window {
    readonly imp: ImpApi
  }
}
