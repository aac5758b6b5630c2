import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'
import { assetOf, CONTENT_SECURITY_POLICY } from './assets'

export const APP_SCHEME = 'app'
export const APP_HOST = 'wallet'

/** Must be registered before Electron is ready. Only the privileges that a page of plain files needs. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  // Electron before 28 ignores `codeCache`.
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
}

/** Loads Node's Response classes, which takes some milliseconds. Called while Electron starts. */
export function prepareToServe(): void {
  void new Response()
}

/** Serves the files of the built page from `root`, and nothing else, with a content security policy. */
export function serveApp(protocol: Protocol, root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const asset = request.method === 'GET' ? assetOf(request.url, APP_HOST) : undefined
    if (asset === undefined) return new Response(undefined, { status: 404 })
    try {
      const body = await readFile(join(root, ...asset.segments))
      return new Response(body, {
        headers: {
          'content-type': asset.type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin'
        }
      })
    } catch {
      return new Response(undefined, { status: 404 })
    }
  })
}
