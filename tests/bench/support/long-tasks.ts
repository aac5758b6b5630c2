import type { CDPSession, Page } from '@playwright/test'
import * as v from 'valibot'

/** What counts as a long task: https://w3c.github.io/longtasks/ */
export const LONG_TASK_MS = 50

const MAIN_THREAD = 'CrRendererMain'
const ThreadName = v.object({
  name: v.literal('thread_name'),
  tid: v.number(),
  pid: v.number(),
  args: v.object({ name: v.literal(MAIN_THREAD) })
})
/** Times in microseconds: `dur` on the clock, `tdur` of the thread's own work. */
const Task = v.object({
  ph: v.literal('X'),
  name: v.string(),
  tid: v.number(),
  pid: v.number(),
  dur: v.number(),
  tdur: v.optional(v.number())
})

/**
 * The longest task of the page during `work`, in milliseconds that its thread worked. On the clock a task also lasts while
 * other programs have the processor, which says nothing about the wallet.
 */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const events: unknown[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] }
  })
  await work()
  await endOf(session)
  await session.detach()
  const threads = events.flatMap((event) => (v.is(ThreadName, event) ? [event] : []))
  const tasks = events.flatMap((event) =>
    v.is(Task, event) && threads.some(({ pid, tid }) => pid === event.pid && tid === event.tid) ? [event] : []
  )
  if (tasks.length === 0) throw new Error('the trace holds no tasks of the page')
  return Math.max(...tasks.map(({ dur, tdur }) => tdur ?? dur)) / 1_000
}

async function endOf(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
}
