import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import { security } from '../../shared/ipc/schemas'
import type { Result } from '../../shared/result'
import { readOrKeepAside, reportDamage, type Damage } from './damage'
import type { JsonFile } from './json-file'

/** An id is also the name of a folder. */
const nodeId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-z-]{1,64}$/u),
  v.transform((id) => id as NodeId)
)

const Profile = v.object({
  id: nodeId,
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  security,
  demo: v.boolean()
})

const File = v.object({ nodes: v.array(v.unknown()), active: v.optional(v.string()) })

export type NewNode = Omit<NodeProfile, 'id'>

/** The nodes that the person connected to, and the one in use. */
export class SavedNodes {
  readonly #file: JsonFile
  #nodes: readonly NodeProfile[]
  #active: NodeId | undefined

  constructor(file: JsonFile, onDamage: (damage: Damage) => void) {
    this.#file = file
    const raw = readOrKeepAside(file, onDamage)
    const stored = v.safeParse(File, raw ?? { nodes: [] })
    const entries = stored.success ? stored.output.nodes : []
    this.#nodes = entries.flatMap((entry) => {
      const parsed = v.safeParse(Profile, entry)
      return parsed.success ? [parsed.output] : []
    })
    this.#active = stored.success
      ? this.#nodes.find((node) => node.id === stored.output.active)?.id
      : undefined
    // Entries that make no sense would be gone with the next write.
    if (!stored.success || this.#nodes.length < entries.length) reportDamage(file, onDamage)
  }

  get active(): NodeProfile | undefined {
    return this.#nodes.find((node) => node.id === this.#active)
  }

  /** The saved node at this address, where there is one: its records are found again under its id. */
  find(address: string, demo: boolean): NodeProfile | undefined {
    return this.#nodes.find((node) => node.demo === demo && (demo || node.address === address))
  }

  /** Gives a node its id: that of the saved one it replaces, or a new one. Nothing is saved yet. */
  identify(node: NewNode): NodeProfile {
    return { ...node, id: this.find(node.address, node.demo)?.id ?? (randomUUID() as NodeId) }
  }

  /** Saves the node and makes it the one in use. Holds for this run even where the disk refuses. */
  activate(node: NodeProfile): Result<undefined, 'store-failed'> {
    this.#nodes = [...this.#nodes.filter((other) => other.id !== node.id), node]
    this.#active = node.id
    return this.#write()
  }

  /** No node is in use any more. All stay saved. */
  deactivate(): Result<undefined, 'store-failed'> {
    this.#active = undefined
    return this.#write()
  }

  #write(): Result<undefined, 'store-failed'> {
    return this.#file.write({ nodes: this.#nodes, active: this.#active })
  }
}
