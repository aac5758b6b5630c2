import { describe, expect, it } from 'vitest'
import * as problems from '../../../../src/main/platform/dialogs/problem-dialogs'
import type { StoreOpenCode } from '../../../../src/main/store/open'

const CODES: readonly StoreOpenCode[] = ['corrupt', 'from-the-future', 'gone', 'unreadable']
const all: readonly (readonly [string, problems.Problem<string>])[] = [
  ...CODES.map(
    (code) => [code, problems.recordsProblems[code]('/data/n1/wallet.db', 'EIO', undefined)] as const
  ),
  ['settings damaged', problems.settingsDamaged('/data/settings.json', '/data/settings.json.bad')],
  ['records not moved', problems.recordsNotMoved('/data/n1/wallet.db', 'EROFS')],
  ['node not opened', problems.nodeNotOpened],
  ['choice not saved', problems.notSaved],
  ['bad address given', problems.badGivenAddress('my node')],
  ['demo node failed', problems.demoNodeFailed],
  ['page keeps crashing', problems.pageKeepsCrashing]
]

describe('a dialog of the system', () => {
  it.each(all)('says what happened, what it means for the money, and what to do: %s', (_name, problem) => {
    expect(problem.message.length).toBeGreaterThan(10)
    expect(problem.detail).toMatch(
      /not affected|Nothing was (?:paid|sent)|play money|payments under way continue/u
    )
    expect(problem.detail).toMatch(/try again|again|choose|copied over|Load the window/iu)
    expect(problem.choices.length).toBeGreaterThan(0)
  })

  it('never has a destructive first choice, because closing the dialog counts as that', () => {
    for (const [name, { choices }] of all)
      expect(choices[0]?.choice, name).toMatch(/^(?:ok|quit|retry|reload)$/u)
  })
})
