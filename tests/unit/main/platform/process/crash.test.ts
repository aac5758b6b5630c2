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

describe('a page that is gone', () => {
  it('is loaded again at once the first time', async () => {
    const { deps, gone } = setUp('quit')
    await gone('crashed')
    expect(deps.reload).toHaveBeenCalledOnce()
    expect(deps.ask).not.toHaveBeenCalled()
  })

  it.each([
    ['reload', 2, 0],
    ['quit', 1, 1]
  ] as const)(
    'causes a question the second time, and follows the answer: %s',
    async (answer, reloads, quits) => {
      const { deps, gone } = setUp(answer)
      await gone('crashed')
      deps.now.mockReturnValue(59_000)
      await gone('oom')
      expect(deps.ask).toHaveBeenCalledOnce()
      expect(deps.reload).toHaveBeenCalledTimes(reloads)
      expect(deps.quit).toHaveBeenCalledTimes(quits)
    }
  )

  it('is loaded again at once if the last crash was long ago', async () => {
    const { deps, gone } = setUp('quit')
    await gone('crashed')
    deps.now.mockReturnValue(61_000)
    await gone('crashed')
    expect(deps.reload).toHaveBeenCalledTimes(2)
    expect(deps.ask).not.toHaveBeenCalled()
  })

  it('is ignored if it ended normally', async () => {
    const { deps, gone } = setUp('quit')
    await gone('clean-exit')
    expect(deps.reload).not.toHaveBeenCalled()
  })
})
