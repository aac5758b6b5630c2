import type { App, ProxyConfig, Session } from 'electron'
import { isOwnPage, type PageOrigin } from '../../page-origin'
import { background } from '../../background'
import type { Log } from '../../log/log'

/** Whether the page may request a URL: its own files and, in development, the dev server and its socket. */
export function mayRequest(url: string, page: PageOrigin): boolean {
  if (isOwnPage(url, page)) return true
  const socket = page.protocol === 'http:' ? { protocol: 'ws:', host: page.host } : undefined
  // The developer tools are Chromium's own pages, without access to the network.
  return url.startsWith('devtools://') || (socket !== undefined && isOwnPage(url, socket))
}

/** A port without a listener: "discard" (RFC 863) is not used on loopback, and opening it takes root. */
const DEAD_PROXY = '127.0.0.1:9'

/**
 * Sends what the request filter does not see (WebRTC's TURN over TCP, Chromium's own services) to a proxy that does not
 * exist. By default Chromium bypasses proxies for loopback; only a dev server needs that.
 */
function proxyFor(page: PageOrigin): ProxyConfig {
  return {
    mode: 'fixed_servers',
    proxyRules: ['http', 'https', 'socks'].map((scheme) => `${scheme}=${DEAD_PROXY}`).join(';'),
    ...(page.protocol !== 'http:' && { proxyBypassRules: '<-loopback>' })
  }
}

/**
 * Denies what Electron grants by default: every permission, every foreign request, every download. A session that needs
 * the network, such as the one for updates, reverts this for itself.
 */
function hardenSession(session: Session, page: PageOrigin, log: Log): void {
  background(session.setProxy(proxyFor(page)), (error) => {
    log.error('proxy-not-set', error)
  })
  // Chromium downloads dictionaries even with the spelling checker off; this address is invalid.
  session.setSpellCheckerDictionaryDownloadURL('https://00.00/')
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url, page) }))
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps all web contents on their own page, without child windows. */
export function guardContents(app: App, page: PageOrigin, log: Log): void {
  app.on('session-created', (session) => hardenSession(session, page, log))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    // WebRTC would send UDP past the content security policy and the request filter.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}
