/** Shortens a long text to its ends. */
export function middleOut(text: string, head: number, tail: number): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

/**
 * The form of a key beside a payment decision: six hex digits after the prefix byte, and the last six. Together with
 * the picture beside it, finding another key that looks the same takes hours of computing instead of seconds.
 */
export function decisionKey(key: string): string {
  return middleOut(key, 8, 6)
}

/** A key, hash or other long id, shortened to recognise it, never to compare it: `0373…36a5`. */
export function shortKey(key: string): string {
  return middleOut(key, 4, 4)
}
