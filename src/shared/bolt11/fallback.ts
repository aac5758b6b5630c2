import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { bech32, bech32m, createBase58check } from '@scure/base'
import type { Network } from '../domain/network'
import { wordsToBytes } from './five-bit'

/** An on-chain address that the payee accepts instead (BOLT11 field `f`). */
export interface FallbackAddress {
  /** Witness version, or 17 for a public key hash and 18 for a script hash. */
  readonly version: number
  /** Witness program or hash, in hex. */
  readonly program: string
  readonly address: string
}

const PUBLIC_KEY_HASH = 17
const SCRIPT_HASH = 18

const base58check = createBase58check(sha256)

const ADDRESS_FORMS: Readonly<
  Record<Network, { bech32: string; publicKeyHash: number; scriptHash: number }>
> = {
  mainnet: { bech32: 'bc', publicKeyHash: 0x00, scriptHash: 0x05 },
  testnet: { bech32: 'tb', publicKeyHash: 0x6f, scriptHash: 0xc4 },
  signet: { bech32: 'tb', publicKeyHash: 0x6f, scriptHash: 0xc4 },
  regtest: { bech32: 'bcrt', publicKeyHash: 0x6f, scriptHash: 0xc4 }
}

/** Undefined for an unknown version or length; BOLT11 tells readers to skip those. */
export function readFallback(words: Uint8Array, network: Network): FallbackAddress | undefined {
  const version = words[0]
  const program = wordsToBytes(words.subarray(1))
  if (version === undefined || program === undefined) return undefined
  const address = addressOf(version, program, network)
  return address === undefined ? undefined : { version, program: bytesToHex(program), address }
}

function addressOf(version: number, program: Uint8Array, network: Network): string | undefined {
  const forms = ADDRESS_FORMS[network]
  if (version === PUBLIC_KEY_HASH || version === SCRIPT_HASH) {
    if (program.length !== 20) return undefined
    const kind = version === PUBLIC_KEY_HASH ? forms.publicKeyHash : forms.scriptHash
    return base58check.encode(Uint8Array.of(kind, ...program))
  }
  if (version > 16 || program.length < 2 || program.length > 40) return undefined
  if (version === 0 && program.length !== 20 && program.length !== 32) return undefined
  const codec = version === 0 ? bech32 : bech32m
  return codec.encode(forms.bech32, [version, ...bech32.toWords(program)])
}
