// @ts-check
import { readFile } from 'node:fs/promises'
import { buildIfNeeded } from './build.mjs'
import { log, runCommand, StopError } from './lib/command.mjs'
import { capture, npmCommand } from './lib/process.mjs'
import { inProject } from './lib/project.mjs'
import { severeFindings } from './package/audit-report.mjs'

/**
 * Asks the registry for known advisories against the packages that ship. Fails on a severe one, and if there is no
 * answer.
 */
await runCommand(async () => {
  await buildIfNeeded({ log })
  const licences = ['main', 'renderer'].map((part) =>
    readFile(inProject('out', 'licences', `${part}.json`), 'utf8')
  )
  const shipped = (await Promise.all(licences)).flatMap((text) => JSON.parse(text))
  const [npm, ...args] = npmCommand()
  const { stdout, stderr } = await capture(npm, [...args, 'audit', '--json'])
  const findings = severeFindings(stdout === '' ? '{}' : stdout, shipped)
  if (findings === undefined)
    throw new StopError(`The registry gave no report.\n${(stderr + stdout).trim().slice(0, 500)}`)
  for (const { name, severity } of findings) log(`${severity}: ${name}`)
  if (findings.length > 0) throw new StopError('Something that ships has a known weakness. See: npm audit')
  log(`${shipped.length} packages and Electron ship, none with a grave finding.`)
  return 0
})
