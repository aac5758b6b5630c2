import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { needsPerson, type ConnectionState } from '../../shared/domain/connection'
import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { LndProfile } from '../../shared/domain/pairing'
import { ok, type Result } from '../../shared/result'
import { readOrCopyAside, reportCorruptFile, type Damage } from './corrupt-file'
import type { JsonFile } from './json-file'
import { NodesFile, Profile, type ForgottenNode } from './saved-nodes-file'

type Pair = readonly [string, string]

export type NewNode = Omit<NodeProfile, 'id'>
type NodeLabel = Pick<NodeProfile, 'givenName' | 'colour'>

/** The nodes that the person connected to, and which of them is active. */
export class SavedNodes {
  readonly #file: JsonFile
  #nodes: readonly NodeProfile[]
  #forgotten: readonly ForgottenNode[]
  #withoutRecords: ReadonlySet<string>
  #keptApart: readonly Pair[]
  #active: NodeId | undefined

  constructor(file: JsonFile, onCorruptFile: (damage: Damage) => void) {
    this.#file = file
    const raw = readOrCopyAside(file, onCorruptFile)
    const stored = v.safeParse(NodesFile, raw ?? { nodes: [] })
    const entries = stored.success ? stored.output.nodes : []
    this.#nodes = entries.flatMap((entry) => {
      const parsed = v.safeParse(Profile, entry)
      return parsed.success ? [parsed.output] : []
    })
    this.#forgotten = stored.success ? stored.output.forgotten : []
    this.#withoutRecords = new Set(stored.success ? stored.output.withoutRecords : [])
    this.#keptApart = stored.success ? stored.output.keptApart : []
    this.#active = stored.success
      ? this.#nodes.find((node) => node.id === stored.output.active)?.id
      : undefined
    // The next write drops invalid entries, so the file is copied before.
    if (!stored.success || this.#nodes.length < entries.length) reportCorruptFile(file, onCorruptFile)
  }

  /** In the order in which the person added them. */
  get all(): readonly NodeProfile[] {
    return this.#nodes
  }

  get active(): NodeProfile | undefined {
    return this.#active === undefined ? undefined : this.get(this.#active)
  }

  get(id: NodeId): NodeProfile | undefined {
    return this.#nodes.find((node) => node.id === id)
  }

  /** The saved nodes, and the forgotten ones whose records stayed, that have had records. */
  get withRecords(): readonly ForgottenNode[] {
    return [...this.#nodes, ...this.#forgotten].filter(({ id }) => this.hasRecords(id))
  }

  /** Whether the records of this node were ever opened. If so, a missing file is a loss and not a first start. */
  hasRecords(id: NodeId): boolean {
    return !this.#withoutRecords.has(id)
  }

  /** Saves that the records were opened: from now on they are expected. */
  recordsOpened(id: NodeId): Result<undefined, 'store-failed'> {
    if (this.hasRecords(id)) return ok(undefined)
    this.#withoutRecords = new Set([...this.#withoutRecords].filter((other) => other !== id))
    return this.#write()
  }

  /** Saves that the records are lost and that the person begins new ones. */
  expectNoRecords(id: NodeId): Result<undefined, 'store-failed'> {
    this.#withoutRecords = new Set([...this.#withoutRecords, id])
    return this.#write()
  }

  /** The saved IMP node or demo node at this address. Its records are stored under its id. */
  find(address: string, demo: boolean): NodeProfile | undefined {
    return this.#nodes.find((node) => isSame(node, { address, demo }))
  }

  /** Gives a node its id: that of the saved or forgotten entry for the same node, or a new one. Saves nothing. */
  identify(node: NewNode): NodeProfile {
    const saved = this.#nodes.find((one) => isSame(one, node))
    const known = saved ?? this.#forgotten.find((forgotten) => isSame(forgotten, node))
    return { ...node, ...labelOf(saved), id: known?.id ?? (randomUUID() as NodeId) }
  }

  /** Saves the node and makes it active. If the file cannot be written, this applies until the wallet quits. */
  activate(node: NodeProfile): Result<undefined, 'store-failed'> {
    const saved = this.get(node.id) !== undefined
    this.#nodes = saved
      ? this.#nodes.map((other) => (other.id === node.id ? node : other))
      : [...this.#nodes, node]
    const isNew = !saved && this.#forgotten.every(({ id }) => id !== node.id)
    if (isNew) this.#withoutRecords = new Set([...this.#withoutRecords, node.id])
    this.#forgotten = this.#forgotten.filter(({ id }) => id !== node.id)
    this.#active = node.id
    return this.#write()
  }

  /** Stores the name and the colour that the person gives a node; undefined: none. */
  label(id: NodeId, { givenName, colour }: NodeLabel): Result<undefined, 'store-failed'> {
    this.#nodes = this.#nodes.map((node) => (node.id === id ? { ...node, givenName, colour } : node))
    return this.#write()
  }

  /**
   * Remembers why the person has to act, until the node is connected again. If this cannot be written, it applies until
   * the wallet quits.
   */
  connectionChanged(id: NodeId, connection: ConnectionState): void {
    if (connection.phase !== 'ready' && connection.phase !== 'blocked') return
    const code = connection.phase === 'blocked' ? connection.failure.code : undefined
    const lastFailure = code !== undefined && needsPerson(code) ? code : undefined
    const before = this.get(id)
    if (before === undefined || before.lastFailure === lastFailure) return
    this.#nodes = this.#nodes.map((node) => (node.id === id ? { ...node, lastFailure } : node))
    this.#write()
  }

  /** Makes no node active. All stay saved. */
  deactivate(): Result<undefined, 'store-failed'> {
    this.#active = undefined
    return this.#write()
  }

  /**
   * Continues with the records of `id`, which belong to the same node as the active entry `current`. The entry `id`
   * gets the address of `current`; the records of `current` stay, as those of a forgotten node. The pair counts as kept
   * apart, so that the person is not asked about it again. Returns the entry that is active now.
   */
  exchangeRecords(
    current: NodeProfile,
    id: NodeId
  ): { readonly profile: NodeProfile; readonly saved: Result<undefined, 'store-failed'> } {
    const profile = { ...current, id }
    this.#nodes = this.#nodes
      .filter((node) => node.id !== id)
      .map((node) => (node.id === current.id ? profile : node))
    const { address, demo } = current
    this.#forgotten = [
      ...this.#forgotten.filter((forgotten) => forgotten.id !== id),
      { id: current.id, address, demo }
    ]
    this.#active = id
    this.#keptApart = this.#pairsWith(current.id, id)
    return { profile, saved: this.#write() }
  }

  areKeptApart(one: NodeId, other: NodeId): boolean {
    return this.#keptApart.some((pair) => pair.includes(one) && pair.includes(other))
  }

  keepApart(one: NodeId, other: NodeId): Result<undefined, 'store-failed'> {
    this.#keptApart = this.#pairsWith(one, other)
    return this.#write()
  }

  #pairsWith(one: NodeId, other: NodeId): readonly Pair[] {
    return this.areKeptApart(one, other) ? this.#keptApart : [...this.#keptApart, [one, other]]
  }

  /** `recordsStay`: they are found again when the person connects to the same address or pairs the same LND. */
  forget({ id, address, demo, lnd }: NodeProfile, recordsStay: boolean): Result<undefined, 'store-failed'> {
    this.#nodes = this.#nodes.filter((node) => node.id !== id)
    if (this.#active === id) this.#active = undefined
    if (recordsStay) this.#forgotten = [...this.#forgotten, { id, address, demo, ...identityOf(lnd) }]
    else this.#withoutRecords = new Set([...this.#withoutRecords].filter((other) => other !== id))
    return this.#write()
  }

  #write(): Result<undefined, 'store-failed'> {
    return this.#file.write({
      nodes: this.#nodes,
      active: this.#active,
      forgotten: this.#forgotten,
      withoutRecords: [...this.#withoutRecords],
      keptApart: this.#keptApart
    })
  }
}

type Known = Pick<ForgottenNode, 'address' | 'demo' | 'lnd'>

/** An LND is recognised by its key and network, whatever its address. There is one demo node, whatever its port. */
function isSame(one: Known, other: Known): boolean {
  if (one.lnd !== undefined || other.lnd !== undefined)
    return one.lnd?.pubkey === other.lnd?.pubkey && one.lnd?.network === other.lnd?.network
  return one.demo === other.demo && (one.demo || one.address === other.address)
}

/** A node that is connected again or paired again keeps its label. */
function labelOf(saved: NodeProfile | undefined): NodeLabel {
  return saved === undefined ? {} : { givenName: saved.givenName, colour: saved.colour }
}

/** What identifies an LND, without its address and certificate. */
function identityOf(lnd: LndProfile | undefined): Pick<ForgottenNode, 'lnd'> {
  if (lnd === undefined) return {}
  const { pubkey, alias, network } = lnd
  return { lnd: { pubkey, alias, network } }
}
