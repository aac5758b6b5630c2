import { visibleLine } from '../../../shared/visible-text'

const BEFORE_MATCH = 40
const LENGTH = 160

/**
 * One sanitised line of a text around the first term of the search; the beginning of the text if the term is not found.
 */
export function snippetOf(text: string, query: string): string {
  const term = query.trim().split(/\s+/u)[0]?.toLowerCase() ?? ''
  const at = term === '' ? -1 : text.toLowerCase().indexOf(term)
  const from = at > BEFORE_MATCH ? at - BEFORE_MATCH : 0
  const line = visibleLine(text.slice(from, from + 2 * LENGTH)).slice(0, LENGTH)
  return from > 0 ? `…${line}` : line
}
