import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fusesFor, setFuses, wrongFuses } from '../../../../scripts/package/fuses.mjs'
import { removeFolder, temporaryFolder } from '../../../support/fixtures/temporary-folder'

/** What precedes the fuses in every Electron. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

let folder = ''
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => removeFolder(folder))

/** A program with this many fuses, all of them on. */
function programWith(fuses: number): string {
  const program = join(folder, 'imp-wallet')
  const wire = Buffer.concat([Buffer.from([1, fuses]), Buffer.from('1'.repeat(fuses))])
  writeFileSync(program, Buffer.concat([Buffer.from('code' + SENTINEL), wire, Buffer.from('code')]))
  return program
}

describe('the fuses', () => {
  it('prevent access through the environment and the command line', () => {
    const fuses = fusesFor('darwin')
    expect(fuses[FuseV1Options.RunAsNode]).toBe(false)
    expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false)
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false)
    expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true)
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true)
  })

  it.each([7, 8, 9])('are all set in an Electron that has %i', async (count) => {
    const program = programWith(count)
    expect(await wrongFuses(program, 'linux')).toContain('RunAsNode is on')
    await setFuses(program, 'linux')
    expect(await wrongFuses(program, 'linux')).toEqual([])
  })

  it('stop a build on an Electron with a fuse that the list does not have, and change nothing', async () => {
    const program = programWith(10)
    const before = await getCurrentFuseWire(program)
    await expect(setFuses(program, 'linux')).rejects.toThrow(/strictlyRequireAllFuses/u)
    expect(await getCurrentFuseWire(program)).toEqual(before)
    expect(await wrongFuses(program, 'linux')).toContain('fuse 9 is unknown')
  })
})
