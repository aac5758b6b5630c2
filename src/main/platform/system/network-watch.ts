import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../../clock'

/** Interval of the checks, in milliseconds. One check takes a few tens of microseconds. */
export const CHECK_INTERVAL_MS = 3_000

export interface NetworkWatchDeps {
  readonly clock: Pick<Clock, 'after'>
  /** Like `os.networkInterfaces`. */
  readonly interfaces: () => NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>
  /** The computer has a new address: it is online again, or in another network. */
  readonly changed: () => void
}

/**
 * Detects by the computer's addresses that it came online, changed its network or opened a tunnel. Electron reports
 * only whether there is any network, and only to pages.
 */
export class NetworkWatch {
  readonly #deps: NetworkWatchDeps
  #known: ReadonlySet<string> = new Set()
  #cancel: (() => void) | undefined

  constructor(deps: NetworkWatchDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#known = this.#addresses()
    this.#wait()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #wait(): void {
    this.#cancel = this.#deps.clock.after(CHECK_INTERVAL_MS, () => {
      this.#wait()
      const before = this.#known
      this.#known = this.#addresses()
      if ([...this.#known].some((address) => !before.has(address))) this.#deps.changed()
    })
  }

  #addresses(): ReadonlySet<string> {
    const all = Object.values(this.#deps.interfaces()).flatMap((addresses) => addresses ?? [])
    return new Set(all.filter(({ internal }) => !internal).map(({ address }) => address))
  }
}
