import { HIDDEN } from './autostart'

/** Longer than any link with an invoice in it; what is cut off makes the rest a damaged invoice, which is then said. */
const MAX_LINK = 8_000

/** What may be in a payment link: `lightning:…`, and `bitcoin:…` with a lightning parameter (BIP21). */
const SCHEMES = ['lightning:', 'bitcoin:']

/** The text to look at, where an URL is a payment link. Whether it holds an invoice is found out where it is shown. */
export function paymentLink(url: string): string | undefined {
  const isPayment = SCHEMES.some((scheme) => url.slice(0, scheme.length).toLowerCase() === scheme)
  return isPayment ? url.slice(0, MAX_LINK) : undefined
}

/**
 * The payment link in a command line. Chromium puts its own switches in and changes the order, so every argument is
 * looked at, after the program's own name.
 * @see https://www.electronjs.org/docs/latest/api/app#event-second-instance
 */
export function paymentLinkIn(argv: readonly string[]): string | undefined {
  return argv
    .slice(1)
    .map(paymentLink)
    .find((link) => link !== undefined)
}

/** Links that follow one another within this time are one burst. */
const BURST_MS = 1000

/**
 * Collects links that come in a burst. The first opens at once and raises the window; of those that follow it, the last
 * opens when the burst is over, without raising the window again.
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

/** Started by the system at login, or by somebody who wants no window yet. */
export function startsHidden(argv: readonly string[]): boolean {
  return argv.includes(HIDDEN)
}
