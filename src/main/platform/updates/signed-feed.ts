import type { ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater'
import {
  parseUpdateInfo,
  Provider,
  type ProviderRuntimeOptions,
  resolveFiles
} from 'electron-updater/out/providers/Provider'
import type { UpdateFeed } from './feed'
import { isSigned, SIGNATURE_SUFFIX } from './feed-signature'
import { isCurrent } from './feed-age'
import type { NewestSeen } from './newest-seen'

/** The feed is not signed by its owner. */
export class NotSigned extends Error {
  override readonly name = 'NotSigned'
}

/** The feed is signed, but it has expired, or an earlier feed named a newer version. */
export class OldFeed extends Error {
  override readonly name = 'OldFeed'
}

/**
 * A folder with `latest.yml`, `latest-mac.yml`, `latest-linux.yml`, and a signature beside each. A file is parsed only
 * after its signature was verified. It names the SHA-512 of the downloads, which electron-updater checks.
 */
export class SignedFeed extends Provider<UpdateInfo> {
  readonly #feed: UpdateFeed
  readonly #newestSeen: NewestSeen
  readonly #base: URL

  constructor(feed: UpdateFeed, newestSeen: NewestSeen, runtime: ProviderRuntimeOptions) {
    super(runtime)
    this.#feed = feed
    this.#newestSeen = newestSeen
    this.#base = new URL(feed.url.endsWith('/') ? feed.url : `${feed.url}/`)
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`
    const url = new URL(name, this.#base)
    const text = await this.#read(url)
    const signature = await this.#read(new URL(name + SIGNATURE_SUFFIX, this.#base))
    if (!isSigned(text, signature, this.#feed.publicKey))
      throw new NotSigned(`${name} is not signed by our key`)
    const info = parseUpdateInfo(text, name, url)
    if (!isCurrent(info, Date.now())) throw new OldFeed(`${name} is no longer valid`)
    if (this.#newestSeen.isNewerThan(info.version)) throw new OldFeed(`${name} named a newer version before`)
    this.#newestSeen.note(info.version)
    return info
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.#base)
  }

  /** electron-updater would send an id of this installation with every check. */
  override setRequestHeaders(): void {
    super.setRequestHeaders(null)
  }

  async #read(url: URL): Promise<string> {
    const text = await this.httpRequest(url)
    if (text === null) throw new Error(`${url.pathname} is empty`)
    return text
  }
}
