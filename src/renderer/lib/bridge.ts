import type { AppState } from '../../shared/domain/app-state'
import type { Changed, ImpApi, OpenTarget } from '../../shared/ipc/contract'

export interface BridgeListener {
  readonly state: (state: AppState) => void
  readonly changed: (changed: Changed) => void
  readonly open: (target: OpenTarget) => void
  /** Main did not give the first state. */
  readonly failed: (code: string) => void
}

/**
 * Listens first and asks for the snapshot second, so that nothing between the two is missed.
 * States arrive whole: one older than the one held is dropped. Returns the function that stops listening.
 */
export function openBridge(imp: ImpApi, to: BridgeListener): () => void {
  let held = -1
  let open = true
  const take = (state: AppState): void => {
    if (!open || state.revision < held) return
    held = state.revision
    to.state(state)
  }
  const stops = [imp.on('state', take), imp.on('changed', to.changed), imp.on('open', to.open)]
  void imp.app.snapshot().then((result) => {
    if (result.ok) take(result.value)
    else if (open && held < 0) to.failed(result.error.code)
  })
  return () => {
    open = false
    for (const stop of stops) stop()
  }
}
