/** The ends of a long text, where the middle says nothing to a person. */
export function middleOut(text: string, head: number, tail: number): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

/**
 * A key where money is decided: six hex digits after the prefix byte, and the last six. With the picture beside it, another
 * key that looks the same costs hours of computing instead of seconds.
 */
export function decisionKey(key: string): string {
  return middleOut(key, 8, 6)
}

/** A key, hash or other long id for a person to recognise, never to compare: `0373…36a5`. */
export function shortKey(key: string): string {
  return middleOut(key, 4, 4)
}
