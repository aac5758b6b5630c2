import * as v from 'valibot'
import type { AppState } from '../../shared/domain/app-state'
import type { Millis, NodeId } from '../../shared/domain/ids'
import { NETWORKS } from '../../shared/domain/network'
import type { LastSpendable, NodeProfile } from '../../shared/domain/node'
import { millis, nodeId, satAmount } from '../../shared/ipc/schemas'
import type { JsonFile } from './json-file'

/** While a node is connected, its balance is written at most this often. Milliseconds. */
const WRITE_EVERY_MS = 10 * 60_000

const Known = v.object({
  node: nodeId,
  spendableSat: v.pipe(
    v.string(),
    v.regex(/^\d{1,16}$/u),
    v.transform((digits) => BigInt(digits)),
    satAmount
  ),
  network: v.picklist(NETWORKS),
  at: millis
})
const File = v.object({ known: v.array(v.unknown()) })

type Report = Pick<AppState, 'connection' | 'capabilities' | 'balanceSat' | 'identity'>

/**
 * What each saved node could send when the wallet was last connected to it. Only of nodes with the extension: the others
 * report an estimate. A damaged file is ignored, because the next connection brings the balance again.
 */
export class KnownBalances {
  readonly #file: JsonFile
  readonly #known: Map<NodeId, LastSpendable>
  #unwritten = false
  #writtenAt: Millis = 0

  constructor(file: JsonFile) {
    this.#file = file
    const read = file.read()
    const stored = read.ok && v.is(File, read.value) ? read.value.known : []
    this.#known = new Map(
      stored.flatMap((entry) => {
        const parsed = v.safeParse(Known, entry)
        if (!parsed.success) return []
        const { node, ...last } = parsed.output
        return [[node, last] as const]
      })
    )
  }

  of(node: NodeId): LastSpendable | undefined {
    return this.#known.get(node)
  }

  /** Takes what the active node reports. Written when the money changed, though not often, and when the connection ends. */
  follow({ id, demo }: NodeProfile, report: Report, now: Millis): void {
    const { connection, capabilities, balanceSat, identity } = report
    if (connection.phase !== 'ready') {
      this.ended(now)
      return
    }
    if (demo || !capabilities.extension || balanceSat === undefined || identity === undefined) return
    const before = this.#known.get(id)
    this.#known.set(id, { spendableSat: balanceSat, network: identity.network, at: now })
    this.#unwritten = true
    if (before?.spendableSat !== balanceSat && now - this.#writtenAt >= WRITE_EVERY_MS) this.#write(now)
  }

  /** The connection or the session ended, so what is known is the last for some time. */
  ended(now: Millis): void {
    if (this.#unwritten) this.#write(now)
  }

  forget(node: NodeId, now: Millis): void {
    if (this.#known.delete(node)) this.#write(now)
  }

  /** If the file cannot be written, the next write includes it. */
  #write(now: Millis): void {
    const known = [...this.#known].map(([node, { spendableSat, network, at }]) => ({
      node,
      spendableSat: spendableSat.toString(),
      network,
      at
    }))
    this.#writtenAt = now
    this.#unwritten = !this.#file.write({ known }).ok
  }
}
