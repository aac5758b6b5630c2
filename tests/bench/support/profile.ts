import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordsFile } from '../../../src/main/app/node-records'
import { openStore } from '../../../src/main/store/open'
import type { Store } from '../../../src/main/store/store'
import type { NodeId } from '../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../src/shared/domain/node'

export const NODE = 'bench' as NodeId

/** Makes a folder the profile of a wallet whose node is at an address, with records that `fill` writes. */
export function writeProfile(folder: string, address: string, fill: (store: Store) => void): void {
  const node: NodeProfile = { id: NODE, address, security: { kind: 'loopback' }, demo: false }
  writeFileSync(join(folder, 'nodes.json'), JSON.stringify({ nodes: [node], active: NODE }))
  const opened = openStore(recordsFile(folder, NODE))
  if (!opened.ok) throw new Error(`the records did not open: ${opened.error.code}`)
  fill(opened.value)
  opened.value.close()
}
