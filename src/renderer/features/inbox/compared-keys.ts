/** Hex digits of a group. A node key has eleven groups. */
const GROUP = 6

/** The same part of two keys. */
export interface ComparedGroup {
  readonly known: string
  readonly other: string
  readonly same: boolean
}

/** Two keys in groups of six digits, for comparing them by eye. */
export function comparedGroups(known: string, other: string): readonly ComparedGroup[] {
  const count = Math.ceil(Math.max(known.length, other.length) / GROUP)
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * GROUP, (index + 1) * GROUP]
    const pair = { known: known.slice(from, to), other: other.slice(from, to) }
    return { ...pair, same: pair.known === pair.other }
  })
}

/** What the marks of the groups show, for a screen reader. */
export function differenceText(groups: readonly ComparedGroup[], name: string): string {
  const different = groups.flatMap(({ same }, index) => (same ? [] : [index + 1]))
  const [first, ...others] = different
  if (first === undefined) return `This key is the same as ${name}’s.`
  const last = others.pop()
  if (last === undefined) return `Group ${first} of ${groups.length} differs from ${name}’s key.`
  const inOneRun = last - first === different.length - 1
  const numbers = inOneRun ? `${first} to ${last}` : `${[first, ...others].join(', ')} and ${last}`
  return `Groups ${numbers} of ${groups.length} differ from ${name}’s key.`
}
