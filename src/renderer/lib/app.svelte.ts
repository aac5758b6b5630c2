import { createContext } from 'svelte'
import type { AppState } from '../../shared/domain/app-state'
import type { NodeId } from '../../shared/domain/ids'
import type { Changed, ImpApi } from '../../shared/ipc/contract'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import type { Unit } from '../../shared/money'
import { openBridge } from './bridge'
import { Clock } from './clock.svelte'
import { Drafts } from './drafts'
import { ExportTask } from './export-task.svelte'
import { Listeners } from './listeners'
import { Router, type Route } from './router.svelte'

type UseFailure = Extract<Awaited<ReturnType<ImpApi['connection']['use']>>, { ok: false }>['error']['code']

/** What all screens share: the bridge to main, the app state, the route, the clock. Created once, in main.ts. */
export class AppModel {
  readonly imp: ImpApi
  readonly router = new Router()
  readonly clock = new Clock()
  /** The unsent messages of the active node. */
  drafts: Drafts
  readonly exporting: ExportTask
  /** Undefined until main has answered for the first time. */
  state = $state.raw<AppState | undefined>()
  /** Why main returned no state. */
  broken = $state.raw<IpcErrorCode | undefined>()
  /** Incremented when an event was lost: the screen is created again and requests everything again. */
  epoch = $state(0)

  readonly #changes = new Listeners<Changed>()
  /** What to open as soon as another node is active. `asked`: main has not yet answered that it switches. */
  #next: { readonly id: NodeId; readonly route: Route; asked: boolean } | undefined

  constructor(imp: ImpApi) {
    this.imp = imp
    this.drafts = new Drafts(imp.inbox, undefined)
    this.exporting = new ExportTask(imp)
  }

  /** Connects to main; returns a function that disconnects. */
  start(): () => void {
    return openBridge(this.imp, {
      state: (state) => {
        const before = this.state?.node?.id
        // The window was reloaded while an LND is being paired.
        if (this.state === undefined && state.pairing !== undefined) this.router.go({ screen: 'connect' })
        this.state = state
        if (before === state.node?.id) return
        this.drafts = new Drafts(this.imp.inbox, state.node?.id)
        if (before === undefined) return
        this.router.nodeChanged()
        this.#openNext(state.node?.id)
      },
      changed: (changed) => {
        this.#changes.emit(changed)
      },
      open: this.router.open,
      missed: () => (this.epoch += 1),
      failed: (code) => (this.broken = code)
    })
  }

  /**
   * Calls `listener` whenever main's records change; returns a function that removes it. Use: `$effect(() =>
   * app.onChanged(…))`.
   */
  onChanged(listener: (changed: Changed) => void): () => void {
    return this.#changes.add(listener)
  }

  /**
   * Switches to another saved node, and opens `route` with its records if it is given. Returns why it could not. With a
   * route, a demo node whose process did not start is no failure: its screen is shown, and its connection says so.
   */
  async use(id: NodeId, route?: Route): Promise<UseFailure | undefined> {
    const next = route === undefined ? undefined : { id, route, asked: true }
    this.#next = next
    const used = await this.imp.connection.use({ id })
    const isLatest = this.#next === next
    if (!used.ok && (route === undefined || used.error.code !== 'demo-node-failed')) {
      if (isLatest) this.#next = undefined
      return used.error.code
    }
    if (next === undefined || !isLatest) return undefined
    next.asked = false
    // It was active already, so no change to it follows.
    if (this.state?.node?.id === id) this.#openNext(id)
    return undefined
  }

  /** An earlier choice may become active while main is asked for a later one, and does not end that one. */
  #openNext(active: NodeId | undefined): void {
    const next = this.#next
    if (next === undefined || (next.asked && next.id !== active)) return
    this.#next = undefined
    if (next.id === active) this.router.go(next.route)
  }

  get unit(): Unit {
    return this.state?.settings.unit ?? 'sats'
  }

  /** Whether the money is play money. Amounts that could be mistaken for real money say so. */
  get demo(): boolean {
    return this.state?.node?.demo ?? false
  }

  /** The wallet's key to its LND cannot pay. */
  get receiveOnly(): boolean {
    return this.state?.node?.lnd?.rights === 'receive-only'
  }

  /** Whether what the node reports that it can send is without its channel reserve. Only the extension subtracts it. */
  get exactCapacity(): boolean {
    return this.state?.capabilities.extension === true
  }

  get online(): boolean {
    return this.state?.connection.phase === 'ready'
  }
}

export const [useApp, provideApp] = createContext<AppModel>()
