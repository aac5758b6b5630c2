import { describe, expect, it, vi } from 'vitest'
import { WalletTray } from '../../../../../src/main/platform/tray/tray'
import { trayView, type TrayFacts } from '../../../../../src/main/platform/tray/tray-view'
import type { NodeProfile } from '../../../../../src/shared/domain/node'
import { sampleLnd, savedNode } from '../../../../support/fixtures/samples'

const node = { address: '127.0.0.1:8881', demo: false } as NodeProfile
const ready: TrayFacts = {
  connection: { phase: 'ready', since: 0 },
  node,
  nodes: [],
  unread: 0,
  mutedUntil: undefined
}
const at = new Date(2026, 0, 5, 14, 3, 8).getTime()

describe('the content of the tray', () => {
  it('names the node while connected', () => {
    expect(trayView(ready)).toEqual({
      icon: 'connected',
      tooltip: 'IMP Wallet: connected',
      connectionLine: 'Connected to 127.0.0.1:8881',
      muteLabel: 'Mute for an hour'
    })
  })

  it('counts unread messages while connected', () => {
    expect(trayView({ ...ready, unread: 1 })).toMatchObject({
      icon: 'unread',
      tooltip: 'IMP Wallet: 1 unread message'
    })
    expect(trayView({ ...ready, unread: 3 }).tooltip).toBe('IMP Wallet: 3 unread messages')
  })

  it('shows when the next attempt is', () => {
    const connection = { phase: 'backoff', attempt: 2, retryAt: at, failure: { code: 'refused' } } as const
    expect(trayView({ ...ready, connection, unread: 3 })).toMatchObject({
      icon: 'reconnecting',
      tooltip: 'IMP Wallet: reconnecting, next try at 14:03:08'
    })
  })

  it('shows what needs an action of the person', () => {
    const connection = { phase: 'blocked', failure: { code: 'certificate-changed' } } as const
    expect(trayView({ ...ready, connection })).toMatchObject({
      icon: 'attention',
      tooltip: 'IMP Wallet: certificate changed',
      connectionLine: 'Action needed: certificate changed'
    })
  })

  it('calls the person to a locked LND, but not to one that is catching up', () => {
    const lnd = { address: 'umbrel.local:10009', demo: false, lnd: sampleLnd() } as NodeProfile
    const waiting = (code: 'lnd-locked' | 'lnd-behind-chain') =>
      trayView({
        ...ready,
        node: lnd,
        connection: { phase: 'backoff', attempt: 2, retryAt: at, failure: { code } }
      })
    expect(waiting('lnd-locked')).toMatchObject({
      icon: 'attention',
      tooltip: 'IMP Wallet: LND is locked',
      connectionLine: expect.stringMatching(/^Action needed: .* is locked$/u) as string
    })
    expect(waiting('lnd-behind-chain')).toMatchObject({
      icon: 'reconnecting',
      tooltip: 'IMP Wallet: LND is catching up'
    })
  })

  it('shows that there is no node yet, or that none is in use', () => {
    const none: TrayFacts = { ...ready, node: undefined, connection: { phase: 'idle' } }
    expect(trayView(none)).toMatchObject({
      tooltip: 'IMP Wallet: no node yet',
      connectionLine: 'No node yet'
    })
    expect(trayView({ ...none, nodes: [savedNode()] })).toMatchObject({
      tooltip: 'IMP Wallet: no node in use',
      connectionLine: 'No node in use'
    })
  })

  it('shows until when notifications are muted', () => {
    expect(trayView({ ...ready, mutedUntil: at }).muteLabel).toBe('Unmute (muted until 14:03)')
  })
})

function tray() {
  const handle = { setIcon: vi.fn(), setToolTip: vi.fn(), setMenu: vi.fn(), destroy: vi.fn() }
  const create = vi.fn((_icon: string, _onClick: () => void) => handle)
  const actions = {
    open: vi.fn(),
    newInvoice: vi.fn(),
    payFromClipboard: vi.fn(),
    toggleMute: vi.fn(),
    quit: vi.fn()
  }
  return { handle, create, actions, tray: new WalletTray({ create, actions }) }
}

describe('the tray', () => {
  it('is created with the first view and then updated only with changes', () => {
    const { tray: it, handle, create } = tray()
    it.render(trayView(ready))
    it.render(trayView(ready))
    expect(create).toHaveBeenCalledOnce()
    expect(handle.setToolTip).toHaveBeenCalledOnce()
    expect(handle.setMenu).toHaveBeenCalledOnce()
    it.render(trayView({ ...ready, unread: 1 }))
    expect(handle.setIcon.mock.calls).toEqual([['unread']])
    expect(handle.setMenu).toHaveBeenCalledOnce()
  })

  it('has a menu whose items do what their labels say', () => {
    const { tray: it, handle, actions } = tray()
    it.render(trayView(ready))
    const [template] = handle.setMenu.mock.calls[0] as [
      { label?: string; click?: () => void; enabled?: boolean }[]
    ]
    expect(template.map(({ label }) => label ?? '—')).toEqual([
      'Open IMP Wallet',
      '—',
      'New invoice',
      'Pay invoice from clipboard',
      'Mute for an hour',
      '—',
      'Connected to 127.0.0.1:8881',
      '—',
      'Quit'
    ])
    for (const item of template) item.click?.()
    for (const action of Object.values(actions)) expect(action).toHaveBeenCalledOnce()
    expect(template.find(({ label }) => label?.startsWith('Connected'))?.enabled).toBe(false)
  })

  it('is removed and created again', () => {
    const { tray: it, handle, create } = tray()
    it.render(undefined)
    expect(it.isThere).toBe(false)
    it.render(trayView(ready))
    expect(it.isThere).toBe(true)
    it.render(undefined)
    expect(handle.destroy).toHaveBeenCalledOnce()
    it.render(trayView(ready))
    expect(create).toHaveBeenCalledTimes(2)
    expect(handle.setMenu).toHaveBeenCalledTimes(2)
  })
})
