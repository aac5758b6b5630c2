import type { Failure } from '../result'
import { checksumOfPrefix, extendChecksum, VALID_CHECKSUM, wordOf } from './bech32'
import { withoutRefusedBip21 } from './bip21'
import { decodeInvoice, type DecodedInvoice } from './decode'
import type { InvoiceErrorCode } from '../domain/invoice-error'
import { MAX_INVOICE_LENGTH } from './read'

/** A longer text is searched only up to here. UTF-16 units. */
const MAX_TEXT_LENGTH = 1_000_000
/** Maximum number of signature checks per text. */
const MAX_CANDIDATES = 20

/**
 * `ln`, a network, optionally an amount, the separator: at the beginning of a word, or after an escape such as `%3A`
 * (in a link) or `\n` (in JSON).
 */
const HEADS = /(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2})|(?<=\\[nrt]))ln(?!url1)[a-z]{2,6}(?:\d{1,30}[a-z]?)?1/gi

/**
 * Characters that mail and chat programs insert into a long word: line breaks, quote marks of replies, invisible ones.
 */
const GAP = /[\s>\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/

export interface InvoiceScan {
  /** In the order of the text, each once. */
  readonly invoices: readonly DecodedInvoice[]
  /** Why the first word that looks like an invoice is not one. */
  readonly damaged: Failure<InvoiceErrorCode> | undefined
}

/**
 * Finds the invoices in free text: in either case, after `lightning:`, as a parameter of a link, between punctuation
 * and markup, broken over lines. Ignores `bitcoin:` links with an unknown `req-` parameter. Takes linear time: no data
 * character is a `1`, so the search for the end of one invoice stops at the next.
 */
export function scanForInvoices(text: string): InvoiceScan {
  const searched = withoutRefusedBip21(text.slice(0, MAX_TEXT_LENGTH))
  const found = new Map<string, DecodedInvoice>()
  const tried = new Set<string>()
  let damaged: Failure<InvoiceErrorCode> | undefined
  for (const head of searched.matchAll(HEADS)) {
    const whole = wholeInvoice(searched, head.index, head[0])
    const candidate =
      whole ?? (damaged === undefined ? damagedWord(searched, head.index, head[0]) : undefined)
    if (candidate === undefined || tried.has(candidate.toLowerCase())) continue
    if (tried.size === MAX_CANDIDATES) break
    tried.add(candidate.toLowerCase())
    const decoded = decodeInvoice(candidate)
    if (decoded.ok) found.set(decoded.value.invoice, decoded.value)
    else damaged ??= decoded.error
  }
  return { invoices: [...found.values()], damaged }
}

/** The invoices in free text: lower case, in the order of the text, each once. */
export function findInvoices(text: string): string[] {
  return scanForInvoices(text).invoices.map(({ invoice }) => invoice)
}

/** The text from a head to the first word end with a valid checksum, without the gaps in between. */
function wholeInvoice(text: string, start: number, head: string): string | undefined {
  let checksum = checksumOfPrefix(head.slice(0, -1).toLowerCase())
  let length = head.length
  let piece = start
  let joined = ''
  for (let at = start + head.length; length <= MAX_INVOICE_LENGTH; at++) {
    const word = wordOf(text.charCodeAt(at))
    if (word >= 0) {
      checksum = extendChecksum(checksum, word)
      length++
      continue
    }
    const next = text.charAt(at)
    if (/[a-z0-9]/i.test(next)) return undefined
    if (piece < at) joined += text.slice(piece, at)
    piece = at + 1
    if (checksum === VALID_CHECKSUM) return joined
    if (!GAP.test(next)) return undefined
  }
  return undefined
}

/** The word at a head, if it is long enough to be meant as an invoice and not only its prefix. */
function damagedWord(text: string, start: number, head: string): string | undefined {
  const minLength = /^ln(?:bc|tb)/i.test(head) ? 7 : 100
  const word = /[a-z0-9]*/iy
  word.lastIndex = start + head.length
  const rest = word.exec(text)?.[0] ?? ''
  return rest.length < minLength ? undefined : head + rest
}
