import { describe, expect, it } from 'vitest'
import { onClose } from '../../../../../src/main/platform/window/closing'

const linux = { platform: 'linux', setting: 'auto', tray: true, quitting: false } as const

describe('closing the window', () => {
  it('quits on Linux unless the person chose the tray, and only minimises without a tray', () => {
    expect(onClose(linux)).toBe('quit')
    expect(onClose({ ...linux, setting: 'on' })).toBe('hide')
    expect(onClose({ ...linux, setting: 'on', tray: false })).toBe('minimize')
  })

  it('hides on Windows unless the person chose otherwise, and quits without a tray', () => {
    expect(onClose({ ...linux, platform: 'win32' })).toBe('hide')
    expect(onClose({ ...linux, platform: 'win32', setting: 'off' })).toBe('quit')
    expect(onClose({ ...linux, platform: 'win32', tray: false })).toBe('quit')
  })

  it('hides on macOS, where the Dock brings the window back', () => {
    expect(onClose({ ...linux, platform: 'darwin', setting: 'off', tray: false })).toBe('hide')
  })

  it('never hides without a tray, except on macOS', () => {
    for (const platform of ['linux', 'win32'] as const)
      for (const setting of ['auto', 'on', 'off'] as const)
        expect(onClose({ platform, setting, tray: false, quitting: false })).not.toBe('hide')
  })

  it('closes when the person quits', () => {
    expect(onClose({ ...linux, platform: 'darwin', quitting: true })).toBe('quit')
  })
})
