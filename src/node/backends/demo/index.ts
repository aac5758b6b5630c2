import { DemoNode } from './demo-node'
import type { DemoNodeOptions } from './demo-node-options'

export type { FaultAction } from './faults'
export { DemoNode } from './demo-node'
export type { DemoNodeOptions } from './demo-node-options'

/** Starts an IMP node on this computer. Rejects if an address is taken (`EADDRINUSE`) or not local. */
export async function startDemoNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = new DemoNode(options)
  await node.start()
  return node
}
