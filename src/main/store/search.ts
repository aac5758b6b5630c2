/** Case and accents do not matter when a person searches a name. */
export function foldName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The index knows groups of three characters; shorter words have none. */
const MIN_INDEXED = 3
const MAX_TERMS = 8

/** The words of a search: an entry must contain each of them, anywhere in it. */
export function searchTerms(query: string): string[] {
  const words = query.replaceAll('\0', ' ').trim().split(/\s+/u)
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MAX_TERMS)
}

export function isIndexed(term: string): boolean {
  return [...term].length >= MIN_INDEXED
}

/** A string of FTS5's query language that means exactly these characters, whatever they are. */
export function ftsPhrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A pattern of LIKE that means exactly these characters, anywhere, with ESCAPE '\'. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`
}
