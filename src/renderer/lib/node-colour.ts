import type { NodeProfile } from '../../shared/domain/node'
import { identicon } from './identicon'

type Marked = Pick<NodeProfile, 'id' | 'lnd'>

/** The colours of identicons in tokens.css are numbered from 1. */
const COLOURS = 6

/**
 * The colour of a node: that of its key, or the next one that no earlier saved node has. Up to six nodes differ, and a
 * node keeps its colour when another one is added.
 */
export function nodeColour(node: Marked, saved: readonly Marked[]): number {
  const taken = new Set<number>()
  for (const one of saved) {
    const colour = free(keyColour(one), taken)
    if (one.id === node.id) return colour
    if (taken.size < COLOURS - 1) taken.add(colour)
  }
  return keyColour(node)
}

const keyColour = ({ id, lnd }: Marked): number => identicon(lnd?.pubkey ?? id).colour

function free(colour: number, taken: ReadonlySet<number>): number {
  return taken.has(colour) ? free((colour % COLOURS) + 1, taken) : colour
}
