import { describe, expect, it, vi } from 'vitest'
import { Heartbeat } from '../../../../src/main/node-client/heartbeat'
import { FakeClock } from '../../../support/fakes/fake-clock'

function heart(answers: boolean[]) {
  const clock = new FakeClock()
  const ask = vi.fn(() => Promise.resolve(answers.shift() ?? true))
  const dead = vi.fn()
  const reportBug = vi.fn()
  return { clock, ask, dead, reportBug, heartbeat: new Heartbeat(clock, 60_000, ask, dead, reportBug) }
}

describe('Heartbeat', () => {
  it('counts a node as lost if the probe throws, and reports the bug', async () => {
    const { clock, ask, dead, reportBug } = heart([])
    ask.mockRejectedValueOnce(new Error('a bug of the transport'))
    await clock.advance(60_000)
    expect(reportBug).toHaveBeenCalledTimes(1)
    expect(dead).toHaveBeenCalledTimes(1)
  })

  it('probes after an idle time, and again after the next one', async () => {
    const { clock, ask, dead } = heart([true, true])
    await clock.advance(59_999)
    expect(ask).not.toHaveBeenCalled()
    await clock.advance(1)
    expect(ask).toHaveBeenCalledTimes(1)
    await clock.advance(60_000)
    expect(ask).toHaveBeenCalledTimes(2)
    expect(dead).not.toHaveBeenCalled()
  })

  it('does not probe a node that sends', async () => {
    const { clock, ask, heartbeat } = heart([])
    for (let minute = 0; minute < 10; minute += 1) {
      await clock.advance(50_000)
      heartbeat.sign()
    }
    expect(ask).not.toHaveBeenCalled()
    await clock.advance(60_000)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('counts a node that does not answer as lost, once', async () => {
    const { clock, ask, dead, heartbeat } = heart([false])
    dead.mockImplementation(() => heartbeat.stop())
    await clock.advance(600_000)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(dead).toHaveBeenCalledTimes(1)
  })

  it('probes at once on request, but never twice at a time', async () => {
    const { clock, ask, heartbeat } = heart([true])
    heartbeat.check()
    heartbeat.check()
    await clock.advance(0)
    expect(ask).toHaveBeenCalledTimes(1)
    await clock.advance(59_999)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('reports nothing after it was stopped, even during a probe', async () => {
    const { clock, dead, heartbeat } = heart([false])
    heartbeat.check()
    heartbeat.stop()
    await clock.advance(600_000)
    expect(dead).not.toHaveBeenCalled()
  })
})
