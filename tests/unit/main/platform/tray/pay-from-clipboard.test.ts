import { expect, it } from 'vitest'
import { payFromClipboard } from '../../../../../src/main/platform/tray/pay-from-clipboard'
import type { OpenTarget } from '../../../../../src/shared/ipc/contract'

function parts(readClipboard: () => Promise<string>) {
  const opened: OpenTarget[] = []
  const failures: unknown[] = []
  const given = {
    readClipboard,
    open: (target: OpenTarget) => void opened.push(target),
    failed: (error: unknown) => void failures.push(error)
  }
  return { given, opened, failures }
}

it('Pay is opened with the text of the clipboard', async () => {
  const { given, opened, failures } = parts(() => Promise.resolve('lnbc1'))
  await payFromClipboard(given)
  expect(opened).toEqual([{ to: 'pay', text: 'lnbc1' }])
  expect(failures).toEqual([])
})

it('Pay is opened with no more of the clipboard than it accepts', async () => {
  const { given, opened } = parts(() => Promise.resolve('x'.repeat(10_000_000)))
  await payFromClipboard(given)
  expect(opened).toEqual([{ to: 'pay', text: 'x'.repeat(100_000) }])
})

it('Pay is opened without a text if the system refuses to read the clipboard', async () => {
  const refusal = new Error('not focused')
  const { given, opened, failures } = parts(() => Promise.reject(refusal))
  await payFromClipboard(given)
  expect(opened).toEqual([{ to: 'pay', text: '' }])
  expect(failures).toEqual([refusal])
})
