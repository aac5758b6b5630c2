import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '../../../src/main/store/migrations'
import { openStore } from '../../../src/main/store/open'
import { JsonFile } from '../../../src/main/settings/json-file'
import { SavedNodes } from '../../../src/main/settings/saved-nodes'
import { SettingsStore } from '../../../src/main/settings/settings-store'
import { whatIsShown, writeRecords } from '../fixtures/kept-profile'

// Run by scripts/keep-profile.mjs: writes the profile of today's version, with what it shows, below a folder.
const folder = join(process.argv[2] ?? '', String(migrations.length))
mkdirSync(folder, { recursive: true })
const never = () => {
  throw new Error('nothing can be damaged in a new folder')
}
const settings = new SettingsStore(new JsonFile(join(folder, 'settings.json')), never)
settings.change({ clickLimitSat: '25000', theme: 'dark' })
const nodes = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), never)
nodes.activate(nodes.identify({ address: '127.0.0.1:8881', security: { kind: 'loopback' }, demo: false }))

const opened = openStore(join(folder, 'wallet.db'))
if (!opened.ok) throw new Error(opened.error.code)
writeRecords(opened.value)
const shown = { settings: settings.current, node: nodes.active, records: whatIsShown(opened.value) }
opened.value.close()
writeFileSync(join(folder, 'shown.json'), `${JSON.stringify(shown, undefined, 2)}\n`)
