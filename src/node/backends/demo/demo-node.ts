import { startBehaviour, type Behaviour } from './behaviour/behaviour'
import { DemoControl } from './control/demo-control'
import { DemoCore } from './demo-core'
import type { DemoNodeOptions } from './demo-node-options'

/** The node with play money, its automatic peers, and its control for tests. */
export class DemoNode extends DemoCore {
  readonly control: DemoControl
  readonly #behaviour: Behaviour

  constructor(options: DemoNodeOptions) {
    super(options)
    this.control = new DemoControl(this)
    this.#behaviour = startBehaviour(this, this.ledgerChanges, options)
  }

  override stop(): Promise<void> {
    this.#behaviour.stop()
    return super.stop()
  }
}
