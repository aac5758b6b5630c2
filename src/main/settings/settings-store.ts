import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import { PER_NODE, readSettings, type Settings, type SettingsPatch } from '../../shared/domain/settings'
import { ok, type Result } from '../../shared/result'
import { readOrKeepAside, type Damage } from './corrupt-file'
import type { JsonFile, JsonObject } from './json-file'

const Values = v.record(v.string(), v.unknown())
const OwnByNode = v.object({ nodes: v.record(v.string(), Values) })

/**
 * What the person set, on disk as soon as it is changed. What is set per node lies beside the rest under the node's id;
 * a node without its own has what is set where no node is in use.
 */
export class SettingsStore {
  readonly #file: JsonFile
  #common: Settings
  #own: Readonly<Record<string, JsonObject>>

  constructor(file: JsonFile, onDamage: (damage: Damage) => void) {
    this.#file = file
    const stored = readOrKeepAside(file, onDamage)
    this.#common = readSettings(stored)
    const own = v.safeParse(OwnByNode, stored)
    this.#own = own.success ? own.output.nodes : {}
  }

  /** Without those of a node. */
  get current(): Settings {
    return this.#common
  }

  /** What is in force while this node is in use. */
  of(node: NodeId | undefined): Settings {
    const own = node === undefined ? undefined : this.#own[node]
    const limits = PER_NODE.flatMap((name) => {
      const value = own?.[name]
      return value === undefined ? [] : [[name, value]]
    })
    return readSettings({ ...this.#common, ...Object.fromEntries(limits) })
  }

  /** Gives what is in force then. `store-failed`: not on disk, and so not in force either. */
  change(patch: SettingsPatch, node?: NodeId): Result<Settings, 'store-failed'> {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    const isOwn = ([name]: readonly [string, unknown]) =>
      node !== undefined && PER_NODE.some((perNode) => perNode === name)
    const common = readSettings({
      ...this.#common,
      ...Object.fromEntries(given.filter((entry) => !isOwn(entry)))
    })
    const ofNode = given.filter(isOwn)
    const own =
      node === undefined || ofNode.length === 0
        ? this.#own
        : { ...this.#own, [node]: { ...this.#own[node], ...Object.fromEntries(ofNode) } }
    return this.#keep(common, own, node)
  }

  /** What was set for this node is gone. */
  forget(node: NodeId): Result<Settings, 'store-failed'> {
    const { [node]: _gone, ...own } = this.#own
    return this.#keep(this.#common, own, undefined)
  }

  #keep(
    common: Settings,
    own: Readonly<Record<string, JsonObject>>,
    node: NodeId | undefined
  ): Result<Settings, 'store-failed'> {
    const written = this.#file.write({ ...common, nodes: own })
    if (!written.ok) return written
    this.#common = common
    this.#own = own
    return ok(this.of(node))
  }
}
