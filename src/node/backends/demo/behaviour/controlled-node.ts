import type { DemoControl } from '../control/demo-control'
import type { DemoCore } from '../demo-core'

/** A demo node with control over its peers. */
export type ControlledNode = DemoCore & { readonly control: DemoControl }
