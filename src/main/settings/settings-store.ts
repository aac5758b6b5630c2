import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import { PER_NODE, readSettings, type Settings, type SettingsPatch } from '../../shared/domain/settings'
import { ok, type Result } from '../../shared/result'
import { readOrCopyAside, type Damage } from './corrupt-file'
import type { JsonFile, JsonObject } from './json-file'

const Values = v.record(v.string(), v.unknown())
const OwnByNode = v.object({ nodes: v.record(v.string(), Values) })

/**
 * The settings, saved with every change. Settings per node are stored under the node's id. A node without its own
 * settings uses those that apply without a node.
 */
export class SettingsStore {
  readonly #file: JsonFile
  #common: Settings
  #own: Readonly<Record<string, JsonObject>>

  constructor(file: JsonFile, onCorruptFile: (damage: Damage) => void) {
    this.#file = file
    const stored = readOrCopyAside(file, onCorruptFile)
    this.#common = readSettings(stored)
    const own = v.safeParse(OwnByNode, stored)
    this.#own = own.success ? own.output.nodes : {}
  }

  /** The settings without a node. */
  get current(): Settings {
    return this.#common
  }

  /** The settings that apply while this node is active. */
  of(node: NodeId | undefined): Settings {
    const own = node === undefined ? undefined : this.#own[node]
    const limits = PER_NODE.flatMap((name) => {
      const value = own?.[name]
      return value === undefined ? [] : [[name, value]]
    })
    return readSettings({ ...this.#common, ...Object.fromEntries(limits) })
  }

  /** Saves a change and returns the resulting settings. `store-failed`: not saved, and therefore not applied. */
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

  /** Removes the settings of a node. */
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
