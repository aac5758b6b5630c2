/** The Bitcoin networks that an invoice or a node can belong to. */
export const NETWORKS = ['mainnet', 'testnet', 'signet', 'regtest'] as const
export type Network = (typeof NETWORKS)[number]
