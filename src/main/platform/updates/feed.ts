import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { UpdatesOff } from '../../../shared/domain/update'
import { fail, ok, type Result } from '../../../shared/result'
import { errorText } from '../../error-text'

/** Present beside the app if the build has an update server. */
export const FEED_FILE = 'update-feed.json'

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

const FeedSchema = v.object({
  /** A folder on a web server, over TLS unless it is on this computer. */
  url: v.pipe(v.string(), v.url(), v.check(isSafe)),
  /** The Ed25519 key that signs the feed: 32 bytes in base64. */
  publicKey: v.pipe(
    v.string(),
    v.base64(),
    v.check((key) => Buffer.from(key, 'base64').length === 32)
  )
})

export type UpdateFeed = v.InferOutput<typeof FeedSchema>

function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

export interface Installation {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly resources: string
  /** The AppImage file; undefined if the package was installed with apt or dnf. */
  readonly appImage: string | undefined
}

/** The update feed of this installation, or why updates are off. */
export function feedOf(installation: Installation): Result<UpdateFeed, UpdatesOff> {
  const { isPackaged, platform, resources, appImage } = installation
  if (!isPackaged) return fail('development')
  if (platform === 'linux' && (appImage === undefined || appImage === '')) return fail('system')
  const file = join(resources, FEED_FILE)
  if (!existsSync(file)) return fail('no-feed')
  try {
    return ok(v.parse(FeedSchema, JSON.parse(readFileSync(file, 'utf8'))))
  } catch (error) {
    return fail('no-feed', errorText(error))
  }
}
