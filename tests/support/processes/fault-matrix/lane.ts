import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startDemoNode, type DemoNode, type DemoNodeOptions } from '../../../../src/node/backends/demo'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { removeFolder } from '../../fixtures/temporary-folder'
import { Arms } from './arms'
import { GatewayProxy } from './gateway-proxy'
import { GrpcProxy } from './grpc-proxy'
import type { SavedNode } from './profile'
import type { Scenario } from './scenario'

type NodeKind = 1 | 2 | 'extended'
type Way = 'grpc' | 'gateway'

/** A node behind a proxy on each of its ports. */
export interface ProxiedNode {
  readonly node: DemoNode
  readonly arms: Arms
  /** The saved node of a wallet, over one transport. */
  saved(over: Way): SavedNode
  /** The same node under another address. */
  savedElsewhere(over: Way): SavedNode
  stop(): Promise<void>
}

type Pair = readonly [ProxiedNode, ProxiedNode]

/** Runs one scenario at a time: two nodes of each kind, each with its own ledger. */
export class Lane {
  readonly #nodes: Readonly<Record<NodeKind, Pair>>
  readonly #folder: string

  private constructor(nodes: Record<NodeKind, Pair>, folder: string) {
    this.#nodes = nodes
    this.#folder = folder
  }

  static async open(folder: string): Promise<Lane> {
    const pair = async (options: DemoNodeOptions) =>
      [await proxiedNode('one', options), await proxiedNode('other', options)] as const
    const nodes = {
      1: await pair({ generation: 1 }),
      2: await pair({ generation: 2 }),
      extended: await pair({ extension: true })
    }
    return new Lane(nodes, folder)
  }

  nodes({ generation, extension }: Pick<Scenario, 'generation' | 'extension'>): Pair {
    return this.#nodes[extension ? 'extended' : generation]
  }

  /** Calls `play` with an empty profile of its own. */
  async withProfile<T>(play: (userData: string) => Promise<T>): Promise<T> {
    const userData = mkdtempSync(join(this.#folder, 'run-'))
    try {
      return await play(userData)
    } finally {
      removeFolder(userData)
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      Object.values(this.#nodes)
        .flat()
        .map((node) => node.stop())
    )
  }
}

async function proxiedNode(name: string, options: DemoNodeOptions): Promise<ProxiedNode> {
  const node = await startDemoNode(options)
  const arms = new Arms()
  const proxies = {
    grpc: [new GrpcProxy(node.address, arms), new GrpcProxy(node.address, arms)],
    gateway: [new GatewayProxy(node.httpAddress, arms), new GatewayProxy(node.httpAddress, arms)]
  } as const
  const all = [...proxies.grpc, ...proxies.gateway]
  const [grpc = '', grpcElsewhere = '', gateway = '', gatewayElsewhere = ''] = await Promise.all(
    all.map((proxy) => proxy.listen())
  )
  const saved = (id: string, address: string): SavedNode => ({ id: id as NodeId, address })
  return {
    node,
    arms,
    saved: (over) => saved(name, over === 'grpc' ? grpc : gateway),
    savedElsewhere: (over) => saved(`${name}-elsewhere`, over === 'grpc' ? grpcElsewhere : gatewayElsewhere),
    stop: async () => {
      for (const proxy of all) proxy.close()
      await node.stop()
    }
  }
}
