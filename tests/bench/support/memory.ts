import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

function parentOf(pid: number): number | undefined {
  try {
    // The command in parentheses may hold spaces: the fields after the last one count.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** A process and all that descend from it. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }))
  const tree = [root]
  for (const pid of tree) {
    tree.push(...parents.filter((entry) => entry.parent === pid).map((entry) => entry.pid))
  }
  return tree
}

function sumOverTree(root: number, field: string): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu')
  const kib = processTree(root).map((pid) => {
    try {
      return Number(line.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kib.reduce((sum, value) => sum + value, 0) / 1024
}

/** Proportional set size of a process tree in MiB: pages shared by several processes count once. Linux only. */
export const treePssMiB = (root: number): number => sumOverTree(root, 'Pss')

/**
 * The same without pages that are mapped from files. Running programs share those, so the share of each grows when
 * another program that uses Electron ends.
 */
export const treeHeldMiB = (root: number): number => treePssMiB(root) - sumOverTree(root, 'Pss_File')

const READING_EVERY_MS = 300

/**
 * The smallest of several readings of `treePssMiB`: the memory that remains once the garbage of the start is collected.
 */
export async function settledPssMiB(root: number, forMs = 3_000): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let ms = 0; ms < forMs; ms += READING_EVERY_MS) {
    await delay(READING_EVERY_MS)
    least = Math.min(least, treePssMiB(root))
  }
  return least
}
