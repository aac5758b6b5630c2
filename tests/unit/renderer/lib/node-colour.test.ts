import { describe, expect, it } from 'vitest'
import { nodeColour } from '../../../../src/renderer/lib/node-colour'
import type { NodeId } from '../../../../src/shared/domain/ids'

const nodes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `node-${index}` as NodeId }))

describe('the colour of a node', () => {
  it('differs between up to six saved nodes', () => {
    const saved = nodes(6)
    expect(new Set(saved.map((node) => nodeColour(node, saved))).size).toBe(6)
  })

  it('is the one that the person chose, and the other nodes keep theirs', () => {
    const saved = nodes(6)
    const [first, ...others] = saved
    if (first === undefined) throw new Error('no node')
    const before = others.map((node) => nodeColour(node, saved))
    const chosen = { ...first, colour: 3 as const }
    const after = [chosen, ...others]
    expect(nodeColour(chosen, after)).toBe(3)
    expect(others.map((node) => nodeColour(node, after))).toEqual(before)
  })

  it('stays when another node is added, and is one of the six beyond that', () => {
    const saved = nodes(12)
    for (const [index, node] of saved.entries()) {
      const colour = nodeColour(node, saved.slice(0, index + 1))
      expect(nodeColour(node, saved)).toBe(colour)
      expect(colour).toBeGreaterThanOrEqual(1)
      expect(colour).toBeLessThanOrEqual(6)
    }
  })
})
