import type { DemoControl } from '../control/demo-control'
import type { DemoCore } from '../demo-core'

/** A demo node whose peers can be made to act. */
export type SteeredNode = DemoCore & { readonly control: DemoControl }
