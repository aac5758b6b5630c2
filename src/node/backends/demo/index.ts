import { DemoNode } from './demo-node'
import type { DemoNodeOptions } from './options'

export type { FaultAction } from './faults'
export { DemoNode } from './demo-node'
export type { DemoNodeOptions } from './options'

/** Starts an IMP node on this computer. Rejects where an address is taken (`EADDRINUSE`) or not a local one. */
export async function startDemoNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = new DemoNode(options)
  await node.start()
  return node
}
