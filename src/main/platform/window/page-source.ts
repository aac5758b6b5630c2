import type { PageOrigin } from '../../page-origin'
import { APP_HOST, APP_SCHEME } from './app-scheme'

export interface PageSource {
  readonly url: string
  readonly origin: PageOrigin
}

/** The built page. */
const BUILT: PageSource = {
  url: `${APP_SCHEME}://${APP_HOST}/index.html`,
  origin: { protocol: `${APP_SCHEME}:`, host: APP_HOST }
}

/** The page of the dev server. A release build does not contain this branch. */
export function pageSource(devServer: string | undefined): PageSource {
  if (!__DEV__ || devServer === undefined) return BUILT
  const { protocol, host, href } = new URL(devServer)
  return { url: href, origin: { protocol, host } }
}
