import { HIDDEN } from './autostart'

/**
 * In UTF-16 units; longer than any link with an invoice. A longer link is cut, and the page then reports a damaged
 * invoice.
 */
const MAX_LINK = 8_000

/** Schemes of payment links: `lightning:…`, and `bitcoin:…` with a lightning parameter (BIP21). */
const SCHEMES = ['lightning:', 'bitcoin:']

/** The text of a payment link; undefined for any other URL. The page finds out whether it contains an invoice. */
export function paymentLink(url: string): string | undefined {
  const isPayment = SCHEMES.some((scheme) => url.slice(0, scheme.length).toLowerCase() === scheme)
  return isPayment ? url.slice(0, MAX_LINK) : undefined
}

/**
 * The payment link in a command line. Chromium inserts its own switches and changes the order, so every argument after
 * the program name is checked.
 * @see https://www.electronjs.org/docs/latest/api/app#event-second-instance
 */
export function paymentLinkIn(argv: readonly string[]): string | undefined {
  return argv
    .slice(1)
    .map(paymentLink)
    .find((link) => link !== undefined)
}

/** Links that follow each other within this time are one burst. Milliseconds. */
const BURST_MS = 1000

/**
 * Handles a burst of links. The first one opens at once and raises the window. Of those that follow, only the last one
 * opens, when the burst is over, without raising the window again.
 */
export class LinkBurst {
  readonly #open: (link: string, raise: boolean) => void
  #timer: NodeJS.Timeout | undefined
  #last: string | undefined

  constructor(open: (link: string, raise: boolean) => void) {
    this.#open = open
  }

  arrived(link: string): void {
    if (this.#timer === undefined) this.#open(link, true)
    else this.#last = link
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#over, BURST_MS)
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#last = undefined
  }

  readonly #over = (): void => {
    const last = this.#last
    this.dispose()
    if (last !== undefined) this.#open(last, false)
  }
}

/** Whether to start without a window: at login, or by the switch. */
export function startsHidden(argv: readonly string[]): boolean {
  return argv.includes(HIDDEN)
}
