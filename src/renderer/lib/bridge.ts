import type { AppState } from '../../shared/domain/app-state'
import type { Changed, ImpApi, OpenTarget } from '../../shared/ipc/contract'
import type { IpcErrorCode } from '../../shared/ipc/spec'

export interface BridgeListener {
  readonly state: (state: AppState) => void
  readonly changed: (changed: Changed) => void
  readonly open: (target: OpenTarget) => void
  /** An event was lost, so the state shown may be old. A new snapshot has been requested already. */
  readonly missed: () => void
  /** Main did not return the first state. */
  readonly failed: (code: IpcErrorCode) => void
}

/**
 * Adds the listeners before it requests the snapshot, so that no event is missed in between. Every event carries the
 * next revision: a state with an older revision is ignored, and a gap means that an event was lost. Returns a function
 * that stops listening.
 */
export function openBridge(imp: ImpApi, to: BridgeListener): () => void {
  let held = -1
  let open = true

  const take = (state: AppState): void => {
    if (!open || state.revision < held) return
    held = state.revision
    to.state(state)
  }
  const requestSnapshot = async (): Promise<void> => {
    const result = await imp.app.snapshot()
    if (result.ok) take(result.value)
    else if (open && held < 0) to.failed(result.error.code)
  }
  const received = (revision: number): void => {
    const missed = held >= 0 && revision > held + 1
    held = Math.max(held, revision)
    if (!missed) return
    void requestSnapshot()
    to.missed()
  }

  const stops = [
    imp.on('state', (state) => {
      if (state.revision > held) received(state.revision)
      take(state)
    }),
    imp.on('changed', (changed) => {
      received(changed.revision)
      to.changed(changed)
    }),
    imp.on('open', to.open)
  ]
  void requestSnapshot()
  return () => {
    open = false
    for (const stop of stops) stop()
  }
}
