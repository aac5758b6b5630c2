import { describe, expect, it, vi } from 'vitest'
import { createPageCrashHandler } from '../../../../../src/main/platform/process/crash'

function setUp(answer: 'reload' | 'quit') {
  const deps = {
    reload: vi.fn(),
    ask: vi.fn(() => Promise.resolve(answer)),
    quit: vi.fn(),
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    now: vi.fn(() => 0)
  }
  return { deps, gone: createPageCrashHandler(deps) }
}

describe('when the page is gone', () => {
  it('is loaded again at once, once', async () => {
    const { deps, gone } = setUp('quit')
    await gone('crashed')
    expect(deps.reload).toHaveBeenCalledOnce()
    expect(deps.ask).not.toHaveBeenCalled()
  })

  it.each([
    ['reload', 2, 0],
    ['quit', 1, 1]
  ] as const)('asks the second time, and does what the person says: %s', async (answer, reloads, quits) => {
    const { deps, gone } = setUp(answer)
    await gone('crashed')
    deps.now.mockReturnValue(59_000)
    await gone('oom')
    expect(deps.ask).toHaveBeenCalledOnce()
    expect(deps.reload).toHaveBeenCalledTimes(reloads)
    expect(deps.quit).toHaveBeenCalledTimes(quits)
  })

  it('takes a crash long after the last for a first one', async () => {
    const { deps, gone } = setUp('quit')
    await gone('crashed')
    deps.now.mockReturnValue(61_000)
    await gone('crashed')
    expect(deps.reload).toHaveBeenCalledTimes(2)
    expect(deps.ask).not.toHaveBeenCalled()
  })

  it('does nothing about a page that ended as it should', async () => {
    const { deps, gone } = setUp('quit')
    await gone('clean-exit')
    expect(deps.reload).not.toHaveBeenCalled()
  })
})
