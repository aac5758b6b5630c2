import { sha256 } from '@noble/hashes/sha2.js'
import { bech32, bech32m, createBase58check } from '@scure/base'

const SEGWIT = /^(?:bc|tb|bcrt)1[02-9ac-hj-np-z]{6,87}$/i
const BASE58 = /^[123mn][1-9A-HJ-NP-Za-km-z]{25,34}$/
/** Public key hash and script hash, of mainnet and the test networks. */
const BASE58_KINDS: readonly (number | undefined)[] = [0x00, 0x05, 0x6f, 0xc4]

const base58check = createBase58check(sha256)

/** Whether a word is a bitcoin address of any network with a valid checksum. */
export function isOnChainAddress(word: string): boolean {
  if (SEGWIT.test(word)) {
    return bech32.decodeUnsafe(word) !== undefined || bech32m.decodeUnsafe(word) !== undefined
  }
  if (!BASE58.test(word)) return false
  try {
    return BASE58_KINDS.includes(base58check.decode(word)[0])
  } catch {
    // The library throws if the checksum is wrong.
    return false
  }
}
