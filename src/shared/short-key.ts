/** A key, hash or other long id for a person to recognise, never to compare: `0373…36a5`. */
export function shortKey(key: string): string {
  return key.length <= 9 ? key : `${key.slice(0, 4)}…${key.slice(-4)}`
}
