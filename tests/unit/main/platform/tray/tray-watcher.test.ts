import { describe, expect, it, vi } from 'vitest'
import { FALLBACK_CHECK_MS, SETTLE_MS, watchTray } from '../../../../../src/main/platform/tray/tray-watcher'
import { FakeClock } from '../../../../support/fakes/fake-clock'

function watch() {
  const clock = new FakeClock()
  const changed = vi.fn()
  const listen = vi.fn((_heard: () => void, _ended: () => void) => undefined)
  watchTray({ clock, changed, listen })
  const last = () => listen.mock.calls.at(-1)
  return { clock, changed, listen, hear: () => last()?.[0](), end: () => last()?.[1]() }
}

describe('the tray watcher', () => {
  it('checks once for all signals while a panel restarts', async () => {
    const { clock, changed, hear } = watch()
    hear()
    await clock.advance(SETTLE_MS - 1)
    hear()
    expect(changed).not.toHaveBeenCalled()
    await clock.advance(1)
    expect(changed).toHaveBeenCalledOnce()
    await clock.advance(FALLBACK_CHECK_MS)
    expect(changed).toHaveBeenCalledOnce()
    hear()
    await clock.advance(SETTLE_MS)
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('checks, and listens again later, when listening fails', async () => {
    const { clock, changed, listen, hear, end } = watch()
    end()
    await clock.advance(SETTLE_MS)
    expect(changed).toHaveBeenCalledOnce()
    expect(listen).toHaveBeenCalledOnce()
    await clock.advance(FALLBACK_CHECK_MS)
    expect(listen).toHaveBeenCalledTimes(2)
    hear()
    await clock.advance(SETTLE_MS)
    expect(changed).toHaveBeenCalledTimes(2)
  })
})
