import { startBehaviour, type Behaviour } from './behaviour/behaviour'
import { DemoControl } from './control/demo-control'
import { DemoCore } from './demo-core'
import type { DemoNodeOptions } from './options'

/** The node over play money, with what steers it: peers that act by themselves, and control for tests. */
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
