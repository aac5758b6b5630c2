import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeProfilePrivate, tightenModes } from '../../../../../src/main/platform/files/private-files'
import { temporaryFolder } from '../../../../support/fixtures/temporary-folder'

it.skipIf(process.platform === 'win32')(
  'A profile that others could read is closed, without following links',
  async () => {
    const outside = join(temporaryFolder(), 'outside')
    writeFileSync(outside, '')
    chmodSync(outside, 0o644)
    const profile = temporaryFolder()
    mkdirSync(join(profile, 'nodes'))
    writeFileSync(join(profile, 'nodes', 'wallet.db'), '')
    symlinkSync(outside, join(profile, 'link'))
    chmodSync(profile, 0o755)
    chmodSync(join(profile, 'nodes'), 0o755)
    chmodSync(join(profile, 'nodes', 'wallet.db'), 0o644)

    makeProfilePrivate(profile)
    await tightenModes(profile)

    const mode = (path: string) => statSync(path).mode & 0o777
    expect(mode(profile)).toBe(0o700)
    expect(mode(join(profile, 'nodes'))).toBe(0o700)
    expect(mode(join(profile, 'nodes', 'wallet.db'))).toBe(0o600)
    expect(mode(outside)).toBe(0o644)
  }
)
