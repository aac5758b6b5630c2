/** A `bitcoin:` link (BIP 21). */
export interface Bip21 {
  /** May be empty if the link carries only an invoice. */
  readonly address: string
  /** The first unknown `req-…` parameter. It makes the whole link invalid. */
  readonly unknownRequired: string | undefined
}

const BITCOIN_LINKS = /(?<![a-z0-9])bitcoin:[^\s<>"]*/gi
const KNOWN_REQUIRED = 'req-lightning'

/** The `bitcoin:` links in a text, in order. */
export function findBip21(text: string): Bip21[] {
  return [...text.matchAll(BITCOIN_LINKS)].map(([link]) => parseBip21(link))
}

/** The text without its invalid links, and therefore without the invoices in them. */
export function withoutRefusedBip21(text: string): string {
  return text.replace(BITCOIN_LINKS, (link) => (parseBip21(link).unknownRequired === undefined ? link : ' '))
}

function parseBip21(link: string): Bip21 {
  const [, address = '', query = ''] = /^bitcoin:(?:\/\/)?([^?#]*)\??([^#]*)/i.exec(link) ?? []
  const names = query.split('&').map((parameter) => parameter.replace(/=.*/s, ''))
  return {
    address,
    unknownRequired: names.find((name) => /^req-/i.test(name) && name.toLowerCase() !== KNOWN_REQUIRED)
  }
}
