import type { DemoNode, DemoNodeOptions } from '../../../src/node/backends/demo'
import type { Deadlines } from '../../../src/main/node-client/deadlines'
import { demoNode } from './demo-node'
import { connectTo, type TestConnection } from './node-client'

/** A kind of node and a transport. The client must work the same with every one. */
export interface Kind {
  readonly kind: string
  readonly generation: 1 | 2
  readonly http: boolean
  /** The node has the extension. */
  readonly extension?: boolean
}

export const KINDS: readonly Kind[] = [
  { kind: 'generation 1', generation: 1, http: false },
  { kind: 'generation 2', generation: 2, http: false },
  { kind: 'the HTTP gateway of generation 1', generation: 1, http: true },
  { kind: 'the HTTP gateway of generation 2', generation: 2, http: true }
]

export const EXTENDED_KINDS: readonly Kind[] = [
  { kind: 'the node that comes along', generation: 1, http: false, extension: true },
  { kind: 'the HTTP gateway of the node that comes along', generation: 1, http: true, extension: true }
]

export const addressOf = (node: DemoNode, { http }: Kind): string =>
  http ? `http://${node.httpAddress}` : node.address

export interface Connected extends TestConnection {
  readonly node: DemoNode
}

/** A demo node of this kind and a connection to it that is ready. */
export async function connected(
  kind: Kind,
  options: DemoNodeOptions = {},
  client: Parameters<typeof connectTo>[1] & { readonly deadlines?: Partial<Deadlines> } = {}
): Promise<Connected> {
  const node = await demoNode({ generation: kind.generation, extension: kind.extension ?? false, ...options })
  const connection = connectTo(addressOf(node, kind), client)
  await connection.reaches('ready')
  return { node, ...connection }
}
