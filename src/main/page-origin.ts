/** The origin of the wallet's own page. Calls from any other URL are refused. */
export interface PageOrigin {
  /** With the colon, as in `URL`: `app:`. */
  readonly protocol: string
  readonly host: string
}

/** Whether the URL belongs to the wallet's own page. */
export function isOwnPage(url: string, page: PageOrigin): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === page.protocol && parsed.host === page.host
  } catch {
    return false
  }
}
