import { describe, expect, it } from 'vitest'
import { hasDisplay } from '../../../scripts/electron/prepare.mjs'

describe('a display', () => {
  it.each([
    ['X11', { DISPLAY: ':0' }],
    ['Wayland', { WAYLAND_DISPLAY: 'wayland-0' }]
  ])('exists on Linux with %s', (_, env) => {
    expect(hasDisplay({ platform: 'linux', env })).toBe(true)
  })

  it('does not exist on Linux without either, or with an empty name', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false)
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false)
  })

  it('always exists on other systems', () => {
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true)
    expect(hasDisplay({ platform: 'win32', env: {} })).toBe(true)
  })
})
