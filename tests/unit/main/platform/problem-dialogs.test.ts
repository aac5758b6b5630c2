import type { App, BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createAsk, showLast } from '../../../../src/main/platform/dialogs/ask'
import { stopWithoutProfile } from '../../../../src/main/platform/dialogs/no-profile'
import * as problems from '../../../../src/main/platform/dialogs/problem-dialogs'

const file = '/data/nodes/n1/wallet.db'
const facts = { name: 'kitchen', file, detail: 'EIO', backup: undefined }
const damage = { file: '/data/some.json', keptAt: '/data/some.json.broken' }

/** Every dialog of the module, by its export: a new one has to be listed here. */
const all: Record<keyof typeof problems, Record<string, problems.Problem<string>>> = {
  recordsProblems: {
    corrupt: problems.recordsProblems.corrupt(facts),
    'from-the-future': problems.recordsProblems['from-the-future'](facts),
    gone: problems.recordsProblems.gone(facts),
    'gone, with a backup': problems.recordsProblems.gone({ ...facts, backup: '/data/nodes/n1/copy.db' }),
    unreadable: problems.recordsProblems.unreadable(facts)
  },
  profileFileDamaged: {
    settings: problems.profileFileDamaged('settings', damage),
    nodes: problems.profileFileDamaged('nodes', damage),
    keys: problems.profileFileDamaged('keys', { ...damage, keptAt: undefined })
  },
  recordsNotMoved: { all: problems.recordsNotMoved(file, 'EROFS') },
  nodeNotOpened: { all: problems.nodeNotOpened },
  notSaved: { all: problems.notSaved },
  badGivenAddress: { all: problems.badGivenAddress('my node') },
  demoNodeFailed: { all: problems.demoNodeFailed },
  pageKeepsCrashing: { all: problems.pageKeepsCrashing },
  noProfile: { all: problems.noProfile('/data', 'EROFS') },
  mustStop: { all: problems.mustStop }
}
const listed = Object.entries(all).flatMap(([name, variants]) =>
  Object.entries(variants).map(([variant, problem]) => [`${name}, ${variant}`, problem] as const)
)

/** The options of the system's dialog that a problem opens, and the choice if the person presses its last button. */
async function render(problem: problems.Problem<string>) {
  const shown: MessageBoxOptions[] = []
  const showMessageBox = (options: MessageBoxOptions) => {
    shown.push(options)
    return Promise.resolve({ response: problem.choices.length - 1 })
  }
  const choice = await createAsk({ showMessageBox } as unknown as Dialog, () => undefined)(problem)
  const [options] = shown
  if (options === undefined) throw new Error('nothing was shown')
  return { options, choice }
}

describe('a dialog of the system', () => {
  it.each(listed)('shows what happened, and a button for each choice: %s', async (_name, problem) => {
    const { options, choice } = await render(problem)
    expect(options).toMatchObject({ title: 'IMP Wallet', message: problem.message, detail: problem.detail })
    expect(options.buttons).toEqual(problem.choices.map(({ label }) => label))
    expect(choice).toBe(problem.choices.at(-1)?.choice)
    // Buttons stand in one row, and the title of the question in one or two lines.
    for (const label of options.buttons ?? []) expect(label.length, label).toBeLessThan(40)
    expect(problem.message.length).toBeLessThan(70)
    expect(problem.message).not.toMatch(/[.:]$/u)
  })

  it.each(listed)('says what it means for the money, and what to do: %s', (_name, { detail }) => {
    expect(detail).toMatch(
      /not affected|Nothing was sent|play money|payments under way continue|may still go through/u
    )
    expect(detail).toMatch(/again|check the limits|Load the window/u)
    // Whole sentences, without a gap where one was left out.
    expect(detail).toMatch(/^\S.*[.]$/u)
    expect(detail).not.toMatch(/ {2}|undefined|\.\./u)
  })

  it('never has a destructive first choice, because closing the dialog counts as that', async () => {
    for (const [name, problem] of listed) {
      expect(problem.choices[0]?.choice, name).toMatch(/^(?:ok|quit|retry|reload)$/u)
      expect((await render(problem)).options, name).toMatchObject({ defaultId: 0, cancelId: 0 })
    }
  })

  it.each(['corrupt', 'gone'] as const)(
    'warns before new records that old payments are not recognised: %s',
    (code) => {
      const { detail } = problems.recordsProblems[code](facts)
      expect(detail).toContain('Do not pay anything again that you may have paid before')
    }
  )

  it('belongs to the window only if that is visible', async () => {
    for (const visible of [true, false]) {
      const showMessageBox = vi.fn(() => Promise.resolve({ response: 0 }))
      const window = { isVisible: () => visible } as unknown as BrowserWindow
      await createAsk({ showMessageBox } as unknown as Dialog, () => window)(problems.notSaved)
      expect(showMessageBox.mock.calls[0]).toHaveLength(visible ? 2 : 1)
    }
  })
})

describe('a wallet that has to end', () => {
  const lastDialog = () => {
    const showMessageBoxSync = vi.fn()
    return { showMessageBoxSync, dialog: { showMessageBoxSync } as unknown as Dialog }
  }

  it('says so before it is gone', () => {
    const { dialog, showMessageBoxSync } = lastDialog()
    showLast(dialog, problems.mustStop)
    expect(showMessageBoxSync).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'error', message: 'IMP Wallet has to stop', buttons: ['Quit'] })
    )
  })

  it('without a profile says why, in the terminal too, and ends', async () => {
    const { dialog, showMessageBoxSync } = lastDialog()
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const exit = vi.fn()
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const app = { whenReady: () => Promise.resolve(), exit } as unknown as App
    stopWithoutProfile(app, dialog, log, '/data', 'EROFS')
    expect(written).toHaveBeenCalledWith('IMP Wallet cannot use its data folder: /data (EROFS)\n')
    written.mockRestore()
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(73))
    const { detail } = problems.noProfile('/data', 'EROFS')
    expect(showMessageBoxSync).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ detail }))
  })
})
