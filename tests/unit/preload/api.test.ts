import { describe, expect, it, vi } from 'vitest'
import { createApi, type Bridge } from '../../../src/preload/api'
import { calls, EVENT_NAMES } from '../../../src/shared/ipc/contract'
import { namesOf } from '../../../src/shared/ipc/names'

function setUp() {
  const bridge = { invoke: vi.fn(() => Promise.resolve('answer')), on: vi.fn(), removeListener: vi.fn() }
  const pathOf = (given: unknown) => (given instanceof File ? `/home/${given.name}` : undefined)
  const api: Record<string, unknown> = createApi(namesOf(calls, EVENT_NAMES), bridge satisfies Bridge, pathOf)
  return { api, bridge }
}

describe('the API of the page', () => {
  it('is one function per call of the contract, and `on`', () => {
    const { api } = setUp()
    const { on, ...nouns } = api
    expect(typeof on).toBe('function')
    expect(Object.keys(nouns)).toEqual(Object.keys(calls))
    for (const [noun, actions] of Object.entries(calls))
      expect(Object.keys(api[noun] as object)).toEqual(Object.keys(actions))
  })

  it('calls with one argument, whatever else is given', async () => {
    const { api, bridge } = setUp()
    const pay = api.pay as Record<string, (...args: unknown[]) => Promise<unknown>>
    await expect(pay.inspect?.({ text: 'x' }, 'more')).resolves.toBe('answer')
    expect(bridge.invoke).toHaveBeenCalledExactlyOnceWith('imp:pay.inspect', { text: 'x' })
  })

  it.each([
    ['a File', new File([], 'lnd'), '/home/lnd'],
    ['a path', '/etc', undefined],
    ['an object with a path', { path: '/etc' }, undefined]
  ])('sends of %s no path but the one of a File', async (_what, given, path) => {
    const { api, bridge } = setUp()
    const pairing = api.pairing as Record<string, (given: unknown) => Promise<unknown>>
    await pairing.giveFolder?.(given)
    expect(bridge.invoke).toHaveBeenCalledExactlyOnceWith('imp:pairing.giveFolder', { path })
  })

  it('passes payloads on without the event object, until the listener is removed', () => {
    const { api, bridge } = setUp()
    const listener = vi.fn()
    const stop = (api.on as (event: string, listener: unknown) => () => unknown)('state', listener)
    const [channel, forward] = bridge.on.mock.calls[0] as [string, (event: unknown, payload: unknown) => void]
    expect(channel).toBe('imp-event:state')
    forward({ sender: 'secret' }, { revision: 1 })
    expect(listener.mock.calls).toEqual([[{ revision: 1 }]])
    expect(stop()).toBeUndefined()
    expect(bridge.removeListener).toHaveBeenCalledWith('imp-event:state', forward)
  })

  it.each(['open:', 'imp:pay.send', '__proto__', ''])('listens to no event called %j', (event) => {
    const { api, bridge } = setUp()
    expect(() => (api.on as (event: string, listener: unknown) => void)(event, vi.fn())).toThrow()
    expect(bridge.on).not.toHaveBeenCalled()
  })
})
