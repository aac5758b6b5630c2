import type { ElectronApplication, Page } from '@playwright/test'

interface Attempt {
  readonly event: string
  readonly url: string
  readonly prevented: boolean
}

/** Records navigations and downloads that the page tries, and whether the wallet's own guards prevented them. */
export async function watchAttempts(app: ElectronApplication): Promise<() => Promise<readonly Attempt[]>> {
  const attempts = await app.evaluateHandle(({ webContents, session }) => {
    const seen: { event: string; url: string; prevented: boolean }[] = []
    for (const contents of webContents.getAllWebContents()) {
      contents.on('will-frame-navigate', ({ url, defaultPrevented }) =>
        seen.push({ event: 'navigate', url, prevented: defaultPrevented })
      )
    }
    session.defaultSession.on('will-download', (event, item) =>
      seen.push({ event: 'download', url: item.getURL(), prevented: event.defaultPrevented })
    )
    return seen
  })
  return () => attempts.evaluate((seen) => seen)
}

/** Tries every way for a page to use the network. Resolves when each one has ended. */
export function reachOut(page: Page, to: string): Promise<Record<string, string>> {
  return page.evaluate(async (url) => {
    const element = (tag: string, attribute: string) =>
      new Promise<string>((resolve) => {
        const made = document.createElement(tag)
        made.addEventListener('load', () => resolve('loaded'))
        made.addEventListener('error', () => resolve('refused'))
        made.setAttribute(attribute, `${url}/${tag}`)
        if (tag === 'link') made.setAttribute('rel', 'stylesheet')
        document.body.append(made)
      })
    const socket = new Promise<string>((resolve) => {
      const opened = new WebSocket(`${url.replace('http', 'ws')}/socket`)
      opened.addEventListener('open', () => resolve('loaded'))
      opened.addEventListener('error', () => resolve('refused'))
    })
    const events = new Promise<string>((resolve) => {
      const source = new EventSource(`${url}/events`)
      source.addEventListener('open', () => resolve('loaded'))
      source.addEventListener('error', () => resolve('refused'))
    })
    const outcome = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'loaded',
        () => 'refused'
      )
    navigator.sendBeacon(`${url}/beacon`, 'x')
    return {
      fetch: await outcome(fetch(`${url}/fetch`)),
      'opaque fetch': await outcome(fetch(`${url}/opaque`, { mode: 'no-cors' })),
      script: await element('script', 'src'),
      image: await element('img', 'src'),
      style: await element('link', 'href'),
      socket: await socket,
      events: await events
    }
  }, to)
}

/** The result of `reachOut` if no request was made. */
export const ALL_REFUSED = {
  fetch: 'refused',
  'opaque fetch': 'refused',
  script: 'refused',
  image: 'refused',
  style: 'refused',
  socket: 'refused',
  events: 'refused'
}
