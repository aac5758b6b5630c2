// Imported from the module, because the files of one worker share their globals, which an earlier file may have
// replaced.
import * as timers from 'node:timers'
import { afterAll, expect } from 'vitest'

/**
 * Fails a unit file that ends while a timer of the product is still pending: in the wallet that timer would outlive its
 * owner. Timers that tests and libraries start do not count.
 */
const pending = new Map<unknown, string>()

const OWN_SOURCE = /\/src\/(?:main|shared|node|preload)\//u

/** The lines of the current stack that are the product's. */
function ownCallers(): string[] {
  return (new Error().stack ?? '').split('\n').filter((line) => OWN_SOURCE.test(line))
}

function track<Handle>(handle: Handle): Handle {
  const callers = ownCallers()
  if (callers.length > 0) pending.set(handle, callers.slice(0, 2).join(' <- '))
  return handle
}

type Callback = (...args: unknown[]) => void

function trackedTimeout(callback: Callback, ms?: number, ...args: unknown[]) {
  const run = () => {
    pending.delete(handle)
    callback(...args)
  }
  const handle: ReturnType<typeof setTimeout> = track(timers.setTimeout(run, ms))
  return handle
}

function clear(handle?: Parameters<typeof clearTimeout>[0]): void {
  pending.delete(handle)
  timers.clearTimeout(handle)
}

globalThis.setTimeout = Object.assign(trackedTimeout, timers.setTimeout)
globalThis.setInterval = (...args: Parameters<typeof timers.setInterval>) =>
  track(timers.setInterval(...args))
globalThis.clearTimeout = clear
globalThis.clearInterval = clear

afterAll(() => {
  const left = [...pending.values()].map((callers) => callers.replaceAll(/\s+/gu, ' ').trim())
  pending.clear()
  expect(left, 'timers that their owner did not dispose').toEqual([])
})
