import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../../clock'

/** A look costs some tens of microseconds. */
export const LOOK_EVERY_MS = 3_000

export interface NetworkWatchDeps {
  readonly clock: Pick<Clock, 'after'>
  /** As `os.networkInterfaces`. */
  readonly interfaces: () => NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>
  /** The machine has an address that it did not have before: it is online again, or in another network. */
  readonly changed: () => void
}

/**
 * Notices that the machine came online, changed its network or brought up a tunnel, by the addresses it has. Electron
 * tells that to pages only, and only whether there is any network at all.
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
    this.#cancel = this.#deps.clock.after(LOOK_EVERY_MS, () => {
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
