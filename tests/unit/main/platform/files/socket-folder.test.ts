import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  makeSocketFolder,
  removeStaleSocketFolders,
  socketPlaces
} from '../../../../../src/main/platform/files/socket-folder'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-sock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const pathOf = (address: string | undefined): string => (address ?? '').replace(/^unix:/u, '')

describe('the folder of a socket', () => {
  it('is new, and only this user can enter it', () => {
    const made = makeSocketFolder(folder, [folder])
    const other = makeSocketFolder(folder, [folder])
    const path = dirname(pathOf(made?.address))
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(other?.address).not.toBe(made?.address)
    made?.remove()
    expect(existsSync(path)).toBe(false)
    expect(existsSync(dirname(pathOf(other?.address)))).toBe(true)
  })

  it.each([
    ['is too long for a socket', 'x'.repeat(100)],
    ['cannot be written in an address as it is', 'Ordner für Geld'],
    ['is not there', join('not', 'there')]
  ])('is outside of the profile if the profile %s', (_why, name) => {
    const profile = join(folder, name)
    const made = makeSocketFolder(profile, socketPlaces(profile, undefined, folder))
    expect(dirname(dirname(pathOf(made?.address)))).toBe(folder)
    expect(Buffer.byteLength(pathOf(made?.address))).toBeLessThanOrEqual(103)
  })

  it('does not exist if no place is suitable', () => {
    expect(makeSocketFolder(folder, [join(folder, 'not there')])).toBeUndefined()
  })

  it('that a killed run of this profile left behind is removed, and nothing else', () => {
    const left = makeSocketFolder(folder, [folder])
    writeFileSync(pathOf(left?.address), '')
    const others = makeSocketFolder('/another/profile', [folder])
    mkdirSync(join(folder, 'nodes'))
    removeStaleSocketFolders(folder, [folder, join(folder, 'not there')])
    expect(existsSync(dirname(pathOf(left?.address)))).toBe(false)
    expect(existsSync(dirname(pathOf(others?.address)))).toBe(true)
    expect(existsSync(join(folder, 'nodes'))).toBe(true)
  })
})

describe('the places for a socket', () => {
  it('are the profile, the runtime folder if there is one, and the temporary folder', () => {
    expect(socketPlaces('/a', '/run/1', '/tmp')).toEqual(['/a', '/run/1', '/tmp'])
    expect(socketPlaces('/a', '', '/tmp')).toEqual(['/a', '/tmp'])
  })
})
