/**
 * Who made an error text. `node`: it came over the wire with a gRPC status. `connection`: the library or our own code
 * made it up, because no answer came or because the answer could not be read.
 */
export const SPEAKERS = ['node', 'connection'] as const
export type Speaker = (typeof SPEAKERS)[number]
