import { describe, expect, it, vi } from 'vitest'
import { BackgroundMode } from '../../../../../src/main/platform/tray/background-mode'
import { WalletTray } from '../../../../../src/main/platform/tray/tray'
import { trayView } from '../../../../../src/main/platform/tray/tray-view'
import type { About } from '../../../../../src/shared/domain/app-state'
import { settle } from '../../../../support/fakes/fake-clock'

function setUp({ platform = 'linux', drawn = true }: { platform?: About['platform']; drawn?: boolean } = {}) {
  const system = { tray: true }
  const handle = { setIcon: vi.fn(), setToolTip: vi.fn(), setMenu: vi.fn(), destroy: vi.fn() }
  const [action, showWindow, trayFound] = [vi.fn(), vi.fn(), vi.fn()]
  const watchTray = vi.fn((_changed: () => void) => undefined)
  const actions = {
    open: action,
    newInvoice: action,
    payFromClipboard: action,
    toggleMute: action,
    quit: action
  }
  const tray = new WalletTray({ create: () => handle, actions })
  const view = {
    connection: { phase: 'idle' },
    node: undefined,
    nodes: [],
    unread: 0,
    mutedUntil: undefined
  } as const
  if (drawn) tray.render(trayView(view))
  const presence = new BackgroundMode({
    platform,
    tray,
    watchTray,
    showWindow,
    trayFound,
    reportBug: (_where, error) => {
      throw error
    },
    badge: vi.fn(),
    mute: { until: undefined },
    lookForTray: async () => await Promise.resolve(system.tray)
  })
  const trayChanges = async (there: boolean) => {
    system.tray = there
    watchTray.mock.calls[0]?.[0]()
    await settle()
  }
  return { presence, system, showWindow, trayFound, watchTray, trayChanges }
}

describe('a hidden window', () => {
  it('stays hidden while there is a tray', async () => {
    const { presence, showWindow, trayChanges } = setUp()
    await presence.windowHidden()
    await trayChanges(true)
    expect(showWindow).not.toHaveBeenCalled()
  })

  it('comes back at once if there is no tray, or if our icon is off', async () => {
    const none = setUp()
    none.system.tray = false
    await none.presence.windowHidden()
    expect(none.showWindow).toHaveBeenCalledOnce()
    const unwanted = setUp({ drawn: false })
    await unwanted.presence.windowHidden()
    expect(unwanted.showWindow).toHaveBeenCalledOnce()
  })

  it('comes back when the tray disappears, however much later', async () => {
    const { presence, showWindow, trayFound, trayChanges } = setUp()
    await presence.windowHidden()
    await trayChanges(false)
    expect(showWindow).toHaveBeenCalledOnce()
    expect(trayFound.mock.calls).toEqual([[true], [false]])
  })

  it('stays hidden on macOS, where the Dock brings it back', async () => {
    const { presence, system, showWindow, watchTray } = setUp({ platform: 'darwin' })
    system.tray = false
    await presence.windowHidden()
    expect(showWindow).not.toHaveBeenCalled()
    expect(watchTray).not.toHaveBeenCalled()
  })
})

describe('a visible window', () => {
  it('is not brought to the front when the tray disappears', async () => {
    const { presence, showWindow, trayChanges } = setUp()
    await presence.windowHidden()
    presence.windowShown()
    await trayChanges(false)
    expect(showWindow).not.toHaveBeenCalled()
  })

  it('is not brought to the front by a late answer', async () => {
    const { presence, system, showWindow } = setUp()
    system.tray = false
    const hidden = presence.windowHidden()
    presence.windowShown()
    await hidden
    expect(showWindow).not.toHaveBeenCalled()
  })

  it('hides again when it is closed and the tray is back', async () => {
    const { presence, watchTray, trayChanges } = setUp()
    await presence.windowHidden()
    expect(presence.onClose('on', false)).toBe('hide')
    await trayChanges(false)
    presence.windowShown()
    expect(presence.onClose('on', false)).toBe('minimize')
    await trayChanges(true)
    expect(presence.onClose('on', false)).toBe('hide')
    expect(watchTray).toHaveBeenCalledOnce()
  })
})
