import { senderToken } from './activity'
import type { SqlValue } from './database'
import { foldName, ftsPhrase, isIndexed, likePattern, searchTerms } from './search-terms'
import { IDS_BY_SHOWN_NAME, type SendersRepository } from './senders'

/** A part of a SELECT over the activity (alias `a`), newest first by `order`. */
export interface Selection {
  readonly from: string
  readonly where: string
  /**
   * The column that holds the row's position. It is the column of the index if one is used, so that rows come in order.
   */
  readonly order: string
  readonly values: readonly SqlValue[]
}

/** Maximum number of senders looked up by petname for one search term. */
const MAX_NAMED = 50
/** Payment hashes are searched from six digits on; shorter prefixes match hashes by chance. */
const HASH_PREFIX = /^[0-9a-f]{6,64}$/u

const SHORT_TERM = `(a.title LIKE ? ESCAPE '\\'
  OR EXISTS (SELECT 1 FROM notes WHERE notes.key = a.key AND note LIKE ? ESCAPE '\\')
  OR a.sender_id IN (${IDS_BY_SHOWN_NAME}))`

/**
 * Translates a search in the activity list to SQL. Each term must occur in the title, in the note or in the
 * petname that the counterparty is shown with. A single term of hex digits also matches the beginning of a payment hash.
 */
export class ActivityQuery {
  private readonly terms: readonly string[]

  constructor(
    query: string,
    private readonly senders: SendersRepository
  ) {
    this.terms = searchTerms(query)
  }

  get isEmpty(): boolean {
    return this.terms.length === 0
  }

  /** One selection, or two that may overlap if the query can be the beginning of a payment hash. */
  selections(): Selection[] {
    return [this.byText(), ...this.byPaymentHash()]
  }

  /** All positions that match, without duplicates, in the column `pos`. */
  allPositions(): { readonly distinct: string; readonly values: readonly SqlValue[] } {
    const selections = this.selections()
    const distinct = selections
      .map(({ from, where, order }) => `SELECT ${order} AS pos ${from} WHERE ${where}`)
      .join(' UNION ')
    return { distinct, values: selections.flatMap(({ values }) => values) }
  }

  private byText(): Selection {
    const indexed = this.terms.filter(isIndexed)
    const short = this.terms.filter((term) => !isIndexed(term))
    const shortWhere = short.map(() => SHORT_TERM)
    const shortValues = short.flatMap((term) => [
      likePattern(term),
      likePattern(term),
      likePattern(foldName(term)),
      likePattern(foldName(term))
    ])
    if (indexed.length === 0) {
      const where = ['TRUE', ...shortWhere].join(' AND ')
      return { from: 'FROM activity a', where, order: 'a.pos', values: shortValues }
    }
    return {
      from: 'FROM activity_fts f CROSS JOIN activity a ON a.pos = f.rowid',
      where: ['activity_fts MATCH ?', ...shortWhere].join(' AND '),
      order: 'f.rowid',
      values: [indexed.map((term) => this.match(term)).join(' AND '), ...shortValues]
    }
  }

  private match(term: string): string {
    const people = this.senders
      .idsByPetname(term, MAX_NAMED)
      .map((id) => `who : ${ftsPhrase(senderToken(id))}`)
    return `(${[`words : ${ftsPhrase(term)}`, ...people].join(' OR ')})`
  }

  private byPaymentHash(): Selection[] {
    const [term, ...others] = this.terms
    const digits = term?.toLowerCase() ?? ''
    if (others.length > 0 || !HASH_PREFIX.test(digits)) return []
    return [
      {
        from: `FROM (
          SELECT pos FROM activity WHERE key >= ? AND key < ? UNION ALL SELECT pos FROM activity WHERE key >= ? AND key < ?
        ) h CROSS JOIN activity a ON a.pos = h.pos`,
        where: 'TRUE',
        order: 'h.pos',
        // "g" is the first character after the hex digits.
        values: [`p:${digits}`, `p:${digits}g`, `i:${digits}`, `i:${digits}g`]
      }
    ]
  }
}
