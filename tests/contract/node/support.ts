import { onTestFinished } from 'vitest'
import { startDemoNode, type DemoNode, type DemoNodeOptions } from '../../../src/node/backends/demo'
import { BareClient } from './bare-client'

type ClientOptions = ConstructorParameters<typeof BareClient>[1]

/** Starts a node, and stops it after the test. */
export async function runNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = await startDemoNode({ seed: 'test', ...options })
  onTestFinished(() => node.stop())
  return node
}

export function connect(node: DemoNode, options: ClientOptions = {}): BareClient {
  const client = new BareClient(node, options)
  onTestFinished(() => client.close())
  return client
}

export async function runNodeWithClient(
  options: DemoNodeOptions = {}
): Promise<{ node: DemoNode; client: BareClient }> {
  const node = await runNode(options)
  return { node, client: connect(node, options.apiKey === undefined ? {} : { apiKey: options.apiKey }) }
}
