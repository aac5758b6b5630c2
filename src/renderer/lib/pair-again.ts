import type { NodeId } from '../../shared/domain/ids'
import type { AppModel } from './app.svelte'

/** Opens the pairing of a saved LND. `check` starts the check with its saved details. False if main could not start it. */
export async function pairAgain(app: AppModel, again: NodeId, check: boolean): Promise<boolean> {
  const { pairing } = app.imp
  if (!(await pairing.begin({ again })).ok) return false
  const checks = check && (await pairing.check({})).ok
  app.router.go(checks ? { screen: 'connect', view: 'check' } : { screen: 'connect' })
  return true
}
