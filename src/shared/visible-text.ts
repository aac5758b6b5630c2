/**
 * Sanitises text from other people for the screen. Such text may hide, reorder or cover what is around it. Only the
 * shown text is changed; the store keeps every byte.
 */

/**
 * Characters that are invisible or reorder the text around them: fillers, tags, selectors, and the marks, embeddings,
 * overrides and isolates of direction. The joiners of Persian and of emoji (U+200C, U+200D) and the selectors of text and
 * emoji style (U+FE0E, U+FE0F) are kept. A run of the same character is one match.
 */
const HIDDEN = /((?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb])\1*/gu
/** A braille letter without dots looks like a space. */
const BRAILLE_BLANK = /\u2800/gu
/** Characters that are kept but invisible on their own. */
const BLANK = /\s|\u200c|\u200d|\ufe0e|\ufe0f/gu
/** More combining marks on one letter than any script needs; a heap of them covers the lines around it. */
const HEAPED_MARKS = /(\p{M}{6})\p{M}+/gu
const CONTROLS = /(?![\n\t])\p{Cc}/gu
const MANY_EMPTY_LINES = /\n{4,}/gu

/** For a block of text with line breaks. */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u2028\u2029]/gu, '\n')
    .replace(HIDDEN, markOf)
    .replace(BRAILLE_BLANK, ' ')
    .replace(CONTROLS, pictureOf)
    .replace(HEAPED_MARKS, '$1')
    .replace(MANY_EMPTY_LINES, '\n\n\n')
}

/** For a name, a title or a row: one line, trimmed. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/gu, ' ').trim()
}

/** Whether no character of the text is visible. */
export function looksEmpty(text: string): boolean {
  return visibleText(text.replace(HIDDEN, '')).replace(BLANK, '') === ''
}

/** The first `length` UTF-16 units of a text, without splitting a surrogate pair. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

/** The code of a hidden character in brackets, with the length of the run if it is longer than one: `⟨U+200B×3⟩`. */
function markOf(run: string, character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const count = run.length / character.length
  return count === 1 ? `⟨U+${code}⟩` : `⟨U+${code}×${count}⟩`
}

/** The control picture of a control character: U+0000 becomes ␀. */
function pictureOf(control: string): string {
  const code = control.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}
