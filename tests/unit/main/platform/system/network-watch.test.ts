import { describe, expect, it, vi } from 'vitest'
import { LOOK_EVERY_MS, NetworkWatch } from '../../../../../src/main/platform/system/network-watch'
import { FakeClock } from '../../../../support/fake-clock'

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
  /** The machine has these addresses from now on, and there is time for a look. */
  const now = (...next: string[]) => {
    addresses = next
    return clock.advance(LOOK_EVERY_MS)
  }
  return { watch, changed, clock, now }
}

describe('the watch over the network', () => {
  it('says nothing while nothing changes', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now('192.168.1.2')
    await now('192.168.1.2')
    expect(changed).not.toHaveBeenCalled()
  })

  it('notices that the machine is online again, not that it went offline', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now()
    expect(changed).not.toHaveBeenCalled()
    await now('192.168.1.2')
    expect(changed).toHaveBeenCalledOnce()
  })

  it('notices another network, and a tunnel that came up', async () => {
    const { changed, now } = setUp('192.168.1.2')
    await now('10.0.0.7')
    await now('10.0.0.7', '10.8.0.2')
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('ends', async () => {
    const { watch, changed, clock, now } = setUp()
    watch.stop()
    await now('10.0.0.7')
    expect(changed).not.toHaveBeenCalled()
    expect(clock.nextIn).toBeUndefined()
  })
})
