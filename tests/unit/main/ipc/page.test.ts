import { describe, expect, it, vi } from 'vitest'
import { Page } from '../../../../src/main/ipc/page'

const contents = () => ({ isDestroyed: vi.fn(() => false), send: vi.fn() })

describe('the connection to the page', () => {
  it('sends nothing before the page requested its snapshot', () => {
    const page = new Page()
    const loaded = contents()
    page.loading(loaded)
    page.send('open', { to: 'inbox' })
    expect(loaded.send).not.toHaveBeenCalled()
    page.listening()
    page.send('open', { to: 'inbox' })
    expect(loaded.send).toHaveBeenCalledExactlyOnceWith('imp-event:open', { to: 'inbox' })
  })

  it('keeps the last navigation target until the page listens, and opens it once', () => {
    const page = new Page()
    page.open({ to: 'inbox' })
    page.open({ to: 'pay', text: 'lightning:lnbc1' })
    const loaded = contents()
    page.loading(loaded)
    page.listening()
    page.listening()
    expect(loaded.send.mock.calls).toEqual([['imp-event:open', { to: 'pay', text: 'lightning:lnbc1' }]])
  })

  it('waits again while the page is reloaded', () => {
    const page = new Page()
    const loaded = contents()
    page.loading(loaded)
    page.listening()
    page.loading(loaded)
    page.open({ to: 'settings' })
    expect(loaded.send).not.toHaveBeenCalled()
    page.listening()
    expect(loaded.send).toHaveBeenCalledOnce()
  })

  it('sends nothing to a closed window', () => {
    const page = new Page()
    const loaded = contents()
    page.loading(loaded)
    page.listening()
    loaded.isDestroyed.mockReturnValue(true)
    page.send('open', { to: 'inbox' })
    page.gone()
    page.send('open', { to: 'inbox' })
    expect(loaded.send).not.toHaveBeenCalled()
  })
})
