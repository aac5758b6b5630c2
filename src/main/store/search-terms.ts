/** Lower case without accents, for searching names. */
export function foldName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Length of an indexed group of characters (trigrams). Shorter terms are not in the index. */
const MIN_INDEXED = 3
const MAX_TERMS = 8

/** The terms of a search. An entry must contain each of them, anywhere. */
export function searchTerms(query: string): string[] {
  const words = query.replaceAll('\0', ' ').trim().split(/\s+/u)
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MAX_TERMS)
}

export function isIndexed(term: string): boolean {
  return [...term].length >= MIN_INDEXED
}

/** An FTS5 phrase that matches exactly these characters. */
export function ftsPhrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A LIKE pattern that matches exactly these characters anywhere, with ESCAPE '\'. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`
}
