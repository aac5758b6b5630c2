import type { Page } from '@playwright/test'

/** Functions that run in the page. They may use nothing from outside except their argument. */
export interface Timed<Arg> {
  readonly act: (arg: Arg) => void
  /** Whether the document shows the result to the person. */
  readonly shown: (arg: Arg) => boolean
}

const PATIENCE_MS = 20_000

/**
 * Milliseconds from an action in the page until its result is shown. The condition is checked after every change of the
 * document, not once per frame, so that a small difference is not rounded up to the next frame.
 */
export async function timeInPage<Arg>(page: Page, { act, shown }: Timed<Arg>, arg: Arg): Promise<number> {
  const ms: unknown = await page.evaluate(`(() => {
    const act = ${act.toString()}
    const shown = ${shown.toString()}
    const arg = ${JSON.stringify(arg) ?? 'undefined'}
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!shown(arg)) return
        const ms = performance.now() - started
        observer.disconnect()
        clearTimeout(timer)
        resolve(ms)
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
      const timer = setTimeout(() => reject(new Error('it was not shown')), ${PATIENCE_MS})
      const started = performance.now()
      act(arg)
      look()
    })
  })()`)
  if (typeof ms !== 'number') throw new Error('the page gave no time')
  return ms
}
