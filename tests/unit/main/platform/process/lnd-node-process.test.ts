import { describe, expect, it, vi } from 'vitest'
import { LndNodeProcess } from '../../../../../src/main/platform/process/lnd-node-process'
import { fail, ok } from '../../../../../src/shared/result'
import { FakeClock, settle } from '../../../../support/fakes/fake-clock'

function setUp() {
  const listeners = new Map<string, (value: unknown) => void>()
  const child = {
    posted: [] as { id: number; kind: string }[],
    kill: vi.fn(() => true),
    postMessage: (message: unknown) => {
      child.posted.push(message as { id: number; kind: string })
    },
    on: (event: string, listener: (value: never) => void) =>
      listeners.set(event, listener as (value: unknown) => void)
  }
  const clock = new FakeClock()
  const listener = { check: vi.fn(), status: vi.fn(), lost: vi.fn() }
  const node = new LndNodeProcess(child, listener, clock)
  const say = (message: unknown) => listeners.get('message')?.(message)
  const exit = () => listeners.get('exit')?.(0)
  return { node, child, clock, listener, say, exit }
}

const DETAILS = {
  form: 'lndconnect',
  address: 'x:10009',
  fingerprint: undefined,
  inLink: false,
  key: { scope: 'full', limits: [] },
  host: undefined
} as const
const giveText = { kind: 'give-text', text: 'lndconnect://x' } as const

describe('a request to the process', () => {
  it('waits until the process is ready, and gets the answer with its id', async () => {
    const { node, child, say, exit } = setUp()
    const first = node.ask<'give-text'>(giveText)
    const second = node.ask<'forget'>({ kind: 'forget' })
    await settle()
    expect(child.posted).toEqual([])
    say({ event: 'ready' })
    await settle()
    expect(child.posted).toEqual([
      { ...giveText, id: 1 },
      { kind: 'forget', id: 2 }
    ])
    say({ event: 'answer', id: 2, answer: undefined })
    say({ event: 'answer', id: 1, answer: { ok: true, key: true, details: DETAILS } })
    expect(await second).toEqual(ok(undefined))
    expect(await first).toEqual(ok({ ok: true, key: true, details: DETAILS }))
    const stopped = node.stop()
    exit()
    await stopped
  })

  it.each([
    ['is not an answer to it', { ok: true }],
    ['has a field of another type', { ok: true, key: true, details: { ...DETAILS, address: 7 } }],
    ['is missing', undefined]
  ])('ends the process if the answer %s', async (_what, answer) => {
    const { node, child, listener, say } = setUp()
    say({ event: 'ready' })
    const asked = node.ask<'give-text'>(giveText)
    await settle()
    say({ event: 'answer', id: 1, answer })
    expect(await asked).toEqual(fail('process-failed'))
    expect(child.kill).toHaveBeenCalled()
    expect(listener.lost).toHaveBeenCalledTimes(1)
  })

  it('fails at its deadline, which ends the process', async () => {
    const { node, clock, child, say } = setUp()
    say({ event: 'ready' })
    const asked = node.ask<'give-text'>(giveText)
    await clock.advance(10_000)
    expect(await asked).toEqual(fail('process-failed'))
    expect(child.kill).toHaveBeenCalled()
  })

  it('fails if the process ends, or does not get ready', async () => {
    const { node, listener, say, exit } = setUp()
    say({ event: 'ready' })
    const asked = node.ask<'check'>({ kind: 'check' })
    await settle()
    exit()
    expect(await asked).toEqual(fail('process-failed'))
    expect(listener.lost).toHaveBeenCalledTimes(1)
    expect(await node.ask<'forget'>({ kind: 'forget' })).toEqual(fail('process-failed'))

    const late = setUp()
    const never = late.node.ask<'forget'>({ kind: 'forget' })
    await late.clock.advance(10_000)
    expect(await never).toEqual(fail('process-failed'))
    expect(late.child.kill).toHaveBeenCalled()
  })
})

describe('an event of the process', () => {
  it('reaches the listener after it was parsed', () => {
    const { listener, say, exit } = setUp()
    say({ event: 'status', status: 'locked' })
    expect(listener.status).toHaveBeenCalledWith({ event: 'status', status: 'locked' })
    const check = {
      running: true,
      steps: [{ id: 'port', state: 'done' }],
      findings: { canSendSat: 5n }
    }
    say({ event: 'check', check })
    expect(listener.check).toHaveBeenCalledWith(check)
    exit()
  })

  it.each([[undefined], ['ready'], [{ event: 'other' }], [{ event: 'status', status: 'fine' }]])(
    'ends the process if it is not of the protocol: %j',
    (message) => {
      const { child, listener, say } = setUp()
      say(message)
      expect(child.kill).toHaveBeenCalled()
      expect(listener.lost).toHaveBeenCalled()
    }
  )
})

describe('the end of the process', () => {
  it('is requested and awaited, and is not reported as a loss', async () => {
    const { node, child, listener, say, exit } = setUp()
    say({ event: 'ready' })
    const open = node.ask<'check'>({ kind: 'check' })
    await settle()
    let ended = false
    const stopped = node.stop().then(() => (ended = true))
    expect(await open).toEqual(fail('process-failed'))
    expect(child.posted.at(-1)).toMatchObject({ kind: 'stop' })
    await settle()
    expect(ended).toBe(false)
    exit()
    await stopped
    expect(child.kill).not.toHaveBeenCalled()
    expect(listener.lost).not.toHaveBeenCalled()
  })

  it('is forced if the process does not end by itself', async () => {
    const { node, child, clock, exit } = setUp()
    const stopped = node.stop()
    await clock.advance(2_000)
    expect(child.kill).toHaveBeenCalled()
    exit()
    await stopped
  })
})
