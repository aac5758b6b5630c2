import type { BrowserWindow, NativeImage } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createBadge } from '../../../../../src/main/platform/tray/badge'

function setUp(windows: boolean, focused = false) {
  const app = { setBadgeCount: vi.fn() }
  const window = { setOverlayIcon: vi.fn(), flashFrame: vi.fn(), isFocused: () => focused }
  const image: NativeImage = Object.create(null)
  const badge = createBadge({
    app,
    window: () => window as unknown as BrowserWindow,
    windows,
    overlay: () => image
  })
  return { app, window, image, badge }
}

describe('the badge', () => {
  it('is a number on the icon, updated only when it changes', () => {
    const { app, badge, window } = setUp(false)
    for (const unread of [0, 2, 2, 0]) badge(unread)
    expect(app.setBadgeCount.mock.calls).toEqual([[2], [0]])
    expect(window.setOverlayIcon).not.toHaveBeenCalled()
  })

  it('is an overlay on Windows, which has no numbers, with text for a screen reader', () => {
    const { app, badge, window, image } = setUp(true)
    badge(3)
    badge(0)
    expect(window.setOverlayIcon.mock.calls).toEqual([
      [image, '3 unread'],
      [null, '']
    ])
    expect(app.setBadgeCount).not.toHaveBeenCalled()
  })

  it('flashes the window in the task bar for more messages, not for fewer, and not while the window has the focus', () => {
    const away = setUp(true)
    away.badge(2)
    away.badge(1)
    expect(away.window.flashFrame.mock.calls).toEqual([[true], [false]])
    const there = setUp(true, true)
    there.badge(2)
    expect(there.window.flashFrame).not.toHaveBeenCalled()
  })
})
