import type { NodeFacts } from '../domain/node'

/** The software of a node for people: `LND 0.20.1` for `lnd 0.20.1-beta`. */
export function softwareWords({ software }: Pick<NodeFacts, 'software'>): string {
  const [, version] = /^lnd (\d+(?:\.\d+)*)/u.exec(software) ?? []
  if (version !== undefined) return `LND ${version}`
  return software === 'demo' ? 'Demo node' : software
}
