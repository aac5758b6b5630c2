import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  removeUnsafeSwitches,
  isTestBuild,
  sandboxRefusal
} from '../../../../../src/main/platform/process/startup'
import { temporaryFolder } from '../../../../support/fixtures/temporary-folder'

function commandLine(...names: string[]) {
  const switches = new Set(names)
  return {
    switches,
    hasSwitch: (name: string) => switches.has(name),
    removeSwitch: (name: string) => void switches.delete(name),
    appendSwitch: (name: string) => void switches.add(name)
  }
}

describe('the start of a packaged wallet', () => {
  it('drops the switches that let another program into the page, and no others', () => {
    const given = commandLine(
      'remote-debugging-port',
      'remote-debugging-pipe',
      'renderer-cmd-prefix',
      'ozone-platform'
    )
    removeUnsafeSwitches(given)
    expect([...given.switches]).toEqual(['ozone-platform'])
  })

  it('knows a test build by its package.json alone', () => {
    const build = (manifest: string) => {
      const folder = join(temporaryFolder(), 'app')
      mkdirSync(folder)
      writeFileSync(join(folder, 'package.json'), manifest)
      return isTestBuild(folder)
    }
    expect(build('{"testBuild":true}')).toBe(true)
    for (const manifest of ['{"testBuild":"true"}', '{}', 'null', 'no JSON'])
      expect(build(manifest)).toBe(false)
    expect(isTestBuild(join(temporaryFolder(), 'nowhere'))).toBe(false)
  })

  it('refuses to run without the sandbox, except for root on Linux, who has none', () => {
    const without = commandLine('no-sandbox')
    expect(sandboxRefusal(without, { platform: 'linux', uid: 1000 })).toContain(
      'does not run with --no-sandbox'
    )
    expect(sandboxRefusal(without, { platform: 'darwin', uid: 0 })).toBeDefined()
    expect(sandboxRefusal(without, { platform: 'win32', uid: undefined })).toBeDefined()
    expect(sandboxRefusal(without, { platform: 'linux', uid: 0 })).toBeUndefined()
    expect(sandboxRefusal(commandLine(), { platform: 'linux', uid: 1000 })).toBeUndefined()
  })
})
