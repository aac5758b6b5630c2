// @ts-check
// node scripts/check-workflows.mjs: fails if a workflow uses an action by a name (tag or branch) that its owner can
// move.
import { readdirSync, readFileSync } from 'node:fs'
import { log, runCommand } from './lib/command.mjs'
import { inProject } from './lib/project.mjs'
import { unpinnedActions } from './lib/pinned-actions.mjs'

await runCommand(async () => {
  const folder = inProject('.github', 'workflows')
  const unpinned = readdirSync(folder).flatMap((name) =>
    unpinnedActions(readFileSync(`${folder}/${name}`, 'utf8')).map((action) => `${name}: ${action}`)
  )
  for (const action of unpinned) log(`Not pinned by a commit of 40 hex digits: ${action}`)
  return unpinned.length === 0 ? 0 : 1
})
