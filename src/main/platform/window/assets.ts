import { extname } from 'node:path'

/** No inline script or style, no network, no frames: the page has everything in its own files. */
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
  /** Plain names; none of them leads out of the folder. */
  readonly segments: readonly string[]
  readonly type: string
}

/**
 * Names of files and folders as the build creates them. Such a name cannot be `..` and contains no separator, drive or
 * NUL.
 */
const PLAIN_NAME = /^[\w@-][\w@.-]*$/u

/** The file of the page that a URL names; undefined if there is none. */
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
