import type { Network } from '../../../shared/domain/network'
import { ok } from '../../../shared/result'
import { refused, type BackendInfo, type BackendResult } from '../../backend'
import { Info } from './answers'
import type { LndClient } from './lnd-client'

/** Asks an LND for its identity. As the first call it also checks address, certificate and macaroon. */
export async function identifyLnd(client: LndClient): Promise<BackendResult<BackendInfo>> {
  const info = await client.call('lnrpc.Lightning/GetInfo', {}, Info)
  if (!info.ok) return info
  const { identity_pubkey, alias, version, block_height, synced_to_chain, chains, best_header_timestamp } =
    info.value
  const name = chains[0]?.network ?? ''
  const network = networkOf(name)
  if (network === undefined) return refused(`LND is on a network that is not known: ${name}`)
  return ok({
    pubkey: identity_pubkey,
    alias,
    network,
    software: `lnd ${version.split(' ')[0] ?? version}`,
    syncedToChain: synced_to_chain,
    blockHeight: block_height,
    newestBlockAt: best_header_timestamp > 0 ? best_header_timestamp * 1000 : undefined
  })
}

/** Converts LND's name of a network; undefined if it is unknown. */
export function networkOf(name: string): Network | undefined {
  switch (name) {
    case 'mainnet':
    case 'signet':
    case 'regtest':
      return name
    case 'testnet':
    case 'testnet3':
    case 'testnet4':
      return 'testnet'
    default:
      return undefined
  }
}
