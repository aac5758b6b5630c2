/** Where the wallet's own page lives: what a frame's URL must show before anything it says is heard. */
export interface PageOrigin {
  /** With the colon, as in URL: `app:`. */
  readonly protocol: string
  readonly host: string
}

/** True where the URL belongs to the wallet's own page. */
export function isOwnPage(url: string, page: PageOrigin): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === page.protocol && parsed.host === page.host
  } catch {
    return false
  }
}
