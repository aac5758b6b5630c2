import type { NodeId } from '../../shared/domain/ids'
import { switchNodeMessage } from '../../shared/copy/saved-node'
import type { UserMessage } from '../../shared/copy/user-message'
import type { AppModel } from './app.svelte'
import type { Route } from './router.svelte'

/** Switches to another saved node, and says why if it could not. */
export class NodeSwitch {
  busy = $state(false)
  problem = $state.raw<UserMessage | undefined>()
  readonly #app: AppModel

  constructor(app: AppModel) {
    this.#app = app
  }

  /** `route`: what to open with the records of that node. Returns whether the wallet switched. */
  async to(id: NodeId, route?: Route): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const failure = await this.#app.use(id, route)
    this.busy = false
    this.problem = failure === undefined ? undefined : switchNodeMessage[failure]
    return failure === undefined
  }
}
