import { NODE_COLOURS, type NodeColour, type NodeProfile } from '../../shared/domain/node'
import { identicon } from './identicon'

type Marked = Pick<NodeProfile, 'id' | 'lnd' | 'colour'>

/**
 * The colour of a node: the one that the person gave it, or else that of its key, or the next one that no earlier saved
 * node has. Up to six nodes differ, and a node keeps its colour when another one is added or given a colour.
 */
export function nodeColour(node: Marked, saved: readonly Marked[]): NodeColour {
  if (node.colour !== undefined) return node.colour
  const taken = new Set<NodeColour>()
  for (const one of saved) {
    const colour = free(keyColour(one), taken)
    if (one.id === node.id) return colour
    if (taken.size < NODE_COLOURS.length - 1) taken.add(colour)
  }
  return keyColour(node)
}

const keyColour = ({ id, lnd }: Marked): NodeColour => colourOf(identicon(lnd?.pubkey ?? id).colour)

function free(colour: NodeColour, taken: ReadonlySet<NodeColour>): NodeColour {
  return taken.has(colour) ? free(colourOf(colour + 1), taken) : colour
}

/** Counts from 1, and starts again after the last colour. */
function colourOf(number: number): NodeColour {
  return NODE_COLOURS[(number - 1) % NODE_COLOURS.length] ?? 1
}
