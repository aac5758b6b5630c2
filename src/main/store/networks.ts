import type { Network } from '../../shared/bolt11'

export type { Network }
export const NETWORKS = ['mainnet', 'testnet', 'signet', 'regtest'] as const satisfies readonly Network[]
