import { describe, expect, it, vi } from 'vitest'
import { registerHandlers } from '../../../../src/main/ipc/register'
import { calls, type ContractCalls } from '../../../../src/shared/ipc/contract'
import { channelOf } from '../../../../src/shared/ipc/spec'
import { fail, ok } from '../../../../src/shared/result'

type Listener = (event: { senderFrame: unknown }, sent: unknown) => unknown

function register() {
  const listeners = new Map<string, Listener>()
  const handled: string[] = []
  const handlers = Object.fromEntries(
    Object.entries(calls).map(([noun, actions]) => [
      noun,
      Object.fromEntries(
        Object.keys(actions).map((action) => [
          action,
          () => {
            handled.push(`${noun}.${action}`)
            return ok(undefined)
          }
        ])
      )
    ])
  )
  registerHandlers(handlers as never, {
    ipcMain: {
      handle: (channel: string, listener: unknown) => listeners.set(channel, listener as Listener)
    },
    page: { protocol: 'app:', host: 'wallet' },
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  })
  return { listeners, handled }
}

const channels = Object.entries(calls satisfies ContractCalls).flatMap(([noun, actions]) =>
  Object.keys(actions).map((action) => channelOf(noun, action))
)

describe('the registration of the handlers', () => {
  it('registers exactly the calls of the contract', () => {
    expect([...register().listeners.keys()]).toEqual(channels)
  })

  it('refuses every call from a foreign frame at once, without reading the arguments', () => {
    const { listeners, handled } = register()
    const poison = new Proxy(
      {},
      {
        get: () => {
          throw new Error('looked')
        }
      }
    )
    for (const listener of listeners.values())
      expect(listener({ senderFrame: { url: 'https://evil/', parent: null } }, poison)).toEqual(
        fail('forbidden')
      )
    expect(handled).toEqual([])
  })

  it('passes calls of the own page to the handler of the same name', async () => {
    const { listeners, handled } = register()
    const event = { senderFrame: { url: 'app://wallet/index.html', parent: null } }
    expect(await listeners.get('imp:app.snapshot')?.(event, undefined)).toEqual(ok(undefined))
    expect(handled).toEqual(['app.snapshot'])
  })
})
