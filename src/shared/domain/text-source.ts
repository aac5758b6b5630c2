/**
 * Who wrote an error text. `node`: it was received with a gRPC status. `connection`: the library or our own code
 * created it, because no response came or the response could not be read.
 */
export const TEXT_SOURCES = ['node', 'connection'] as const
export type TextSource = (typeof TEXT_SOURCES)[number]
