import { describe, expect, it, vi } from 'vitest'
import { CHECK_INTERVAL_MS, NetworkWatch } from '../../../../../src/main/platform/system/network-watch'
import { FakeClock } from '../../../../support/fakes/fake-clock'

function setUp(...first: string[]) {
  const clock = new FakeClock()
  const changed = vi.fn()
  let addresses = first
  const loopback = { address: '127.0.0.1', internal: true }
  const watch = new NetworkWatch({
    clock,
    interfaces: () => ({
      lo: [loopback],
      eth0: addresses.map((address) => ({ address, internal: false })),
      gone: undefined
    }),
    changed
  })
  watch.start()
  /** Sets the computer's addresses and lets one interval pass. */
  const now = (...next: string[]) => {
    addresses = next
    return clock.advance(CHECK_INTERVAL_MS)
  }
  return { watch, changed, clock, now }
}

describe('the network watch', () => {
  it('reports nothing while nothing changes', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now('192.168.1.2')
    await now('192.168.1.2')
    expect(changed).not.toHaveBeenCalled()
  })

  it('reports when the computer is online again, not when it goes offline', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now()
    expect(changed).not.toHaveBeenCalled()
    await now('192.168.1.2')
    expect(changed).toHaveBeenCalledOnce()
  })

  it('reports another network and a new tunnel', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now('10.0.0.7')
    await now('10.0.0.7', '10.8.0.2')
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('reports nothing after it was stopped', async () => {
    const { watch, changed, clock, now } = setUp()
    watch.stop()
    await now('10.0.0.7')
    expect(changed).not.toHaveBeenCalled()
    expect(clock.nextIn).toBeUndefined()
  })
})
