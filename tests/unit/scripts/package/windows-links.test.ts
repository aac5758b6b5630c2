import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('The installer of Windows hands a payment link over as an argument and never as a switch', () => {
  const installer = readFileSync(join(process.cwd(), 'packaging', 'windows', 'installer.nsh'), 'utf8')
  const commands = [...installer.matchAll(/'("[^']*%1[^']*)'/gu)].map(([, command]) => command)
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) expect(command).toMatch(/^"[^"]+" -- "%1"$/u)
})
