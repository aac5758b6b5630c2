import { describe, expect, it, vi } from 'vitest'
import { ActiveSession } from '../../../../src/main/app/active-session'
import type { Emit } from '../../../../src/main/emitter'
import type { Session, SessionEvents } from '../../../../src/main/wallet/api'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import { fail, ok, type Result } from '../../../../src/shared/result'

const profile = (id: string): NodeProfile => ({
  id: id as NodeId,
  address: `${id}:8881`,
  security: { kind: 'tls' },
  demo: false
})

/** Records what happens in order; sessions close only when told to. */
function setUp() {
  const happened: string[] = []
  const listeners = new Map<string, Emit<SessionEvents>>()
  const closing = new Map<string, () => void>()
  const failures: 'corrupt'[] = []
  const repair = vi.fn(() => Promise.resolve(true))
  const heard: unknown[] = []
  const active = new ActiveSession({
    open: ({ id }, emit): Promise<Result<Session, 'corrupt'>> => {
      const failure = failures.shift()
      if (failure !== undefined) return Promise.resolve(fail(failure))
      happened.push(`open ${id}`)
      listeners.set(id, emit)
      const close = () =>
        new Promise<void>((resolve) => {
          happened.push(`close ${id}`)
          closing.set(id, () => {
            happened.push(`closed ${id}`)
            resolve()
          })
        })
      return Promise.resolve(ok({ id, close } as unknown as Session))
    },
    switched: (node) => happened.push(`now ${node?.id ?? 'none'}`),
    repair
  })
  active.events.on('changed', (change) => heard.push(change))
  active.events.on('messagesArrived', (messages) => heard.push(messages))
  return { active, happened, listeners, closing, failures, repair, heard }
}

describe('the active session', () => {
  it('is closed before the next one is opened, and a switch never reports that none is active', async () => {
    const { active, happened, closing } = setUp()
    await active.use(profile('a'))
    const second = active.use(profile('b'))
    await expect.poll(() => happened).toContain('close a')
    expect(happened).not.toContain('open b')
    expect(active.session).toBeUndefined()
    closing.get('a')?.()
    expect(await second).toBe(true)
    expect(happened).toEqual(['open a', 'now a', 'close a', 'closed a', 'open b', 'now b'])
  })

  it('is switched in the order of the requests', async () => {
    const { active, happened, closing } = setUp()
    const all = [active.use(profile('a')), active.use(profile('b')), active.leave()]
    await expect.poll(() => happened).toContain('close a')
    closing.get('a')?.()
    await expect.poll(() => happened).toContain('close b')
    closing.get('b')?.()
    await Promise.all(all)
    expect(happened.at(-1)).toBe('now none')
  })

  it('is the only one whose events are forwarded', async () => {
    const { active, listeners, closing, heard } = setUp()
    await active.use(profile('a'))
    listeners.get('a')?.('changed', { conversations: ['x'], messages: [], payments: [], invoices: [] })
    const leaving = active.leave()
    await expect.poll(() => closing.has('a')).toBe(true)
    listeners.get('a')?.('changed', { conversations: ['late'], messages: [], payments: [], invoices: [] })
    closing.get('a')?.()
    await leaving
    listeners.get('a')?.('messagesArrived', [])
    expect(heard).toEqual([{ conversations: ['x'], messages: [], payments: [], invoices: [] }])
  })

  it('is opened again after the person repaired its records', async () => {
    const { active, happened, failures, repair } = setUp()
    failures.push('corrupt', 'corrupt')
    expect(await active.use(profile('a'))).toBe(true)
    expect(repair).toHaveBeenCalledTimes(2)
    expect(happened).toEqual(['open a', 'now a'])
  })

  it('is undefined, and that is reported, if opening it throws', async () => {
    const { active, happened, closing, repair, failures } = setUp()
    await active.use(profile('a'))
    failures.push('corrupt')
    repair.mockRejectedValue(new Error('EACCES'))
    const second = active.use(profile('b'))
    await expect.poll(() => happened).toContain('close a')
    closing.get('a')?.()
    await expect(second).rejects.toThrow('EACCES')
    expect(happened.at(-1)).toBe('now none')
    expect(await active.use(profile('c'))).toBe(true)
  })

  it('is undefined if the person does not repair its records', async () => {
    const { active, happened, failures, repair } = setUp()
    failures.push('corrupt')
    repair.mockResolvedValue(false)
    expect(await active.use(profile('a'))).toBe(false)
    expect(happened).toEqual(['now none'])
    expect(active.session).toBeUndefined()
  })
})
