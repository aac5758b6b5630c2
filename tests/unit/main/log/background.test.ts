import { expect, it } from 'vitest'
import { background } from '../../../../src/main/log/background'

it('a rejected promise that no caller waits for becomes a line in the log, and puts its state right', async () => {
  const events: string[] = []
  const log = { info: () => 0, warn: () => 0, error: (event: string) => void events.push(event) }
  const failed = new Promise<void>((resolve) => {
    background(Promise.reject(new Error('no')), log, 'it-failed', resolve)
  })
  await failed
  expect(events).toEqual(['it-failed'])
})
