import type { App, Session } from 'electron'
import { isOwnPage, type PageOrigin } from '../ipc/sender'

/** Requests that may leave the page: for its own files and, in development, for its dev server with its socket. */
export function mayRequest(url: string, page: PageOrigin): boolean {
  if (isOwnPage(url, page)) return true
  const socket = page.protocol === 'http:' ? { protocol: 'ws:', host: page.host } : undefined
  // The developer tools are pages of Chromium's own, with no way to the network.
  return url.startsWith('devtools://') || (socket !== undefined && isOwnPage(url, socket))
}

/** Denies what Electron grants by default: every permission, every request to elsewhere, every download. */
function hardenSession(session: Session, page: PageOrigin): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url, page) }))
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps every web contents on the page it was made for, without children. */
export function guardContents(app: App, page: PageOrigin): void {
  app.on('session-created', (session) => hardenSession(session, page))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
