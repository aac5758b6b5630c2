import { extname } from 'node:path'

/** No inline script or style, no network, no frames: everything the page needs lies beside it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

export interface Asset {
  /** Plain names, none of which leads out of a folder. */
  readonly segments: readonly string[]
  readonly type: string
}

/** A name of a file or folder as our build makes them: it cannot be `..`, hold a separator, a drive or a NUL. */
const PLAIN_NAME = /^[\w@-][\w@.-]*$/u

/** Which file of the page a URL means; undefined for everything that is none of its files. */
export function assetOf(url: string, host: string): Asset | undefined {
  try {
    const parsed = new URL(url)
    const segments = decodeURIComponent(parsed.pathname).split('/').slice(1)
    const type = TYPES[extname(segments.at(-1) ?? '')]
    if (parsed.host !== host || type === undefined) return undefined
    return segments.every((segment) => PLAIN_NAME.test(segment)) ? { segments, type } : undefined
  } catch {
    return undefined
  }
}
