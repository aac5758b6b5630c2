import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { seededEntropy } from './entropy'

/** A Lightning node: its secp256k1 key pair, and its DID in the second generation of IMP. */
export interface Identity {
  readonly name: string
  readonly privateKey: Uint8Array
  /** 66 hex digits, compressed. */
  readonly pubkey: string
  readonly did: string
}

/**
 * The same seed and name give the same keys, so that petnames and the node's identity survive a restart of the demo.
 */
export function identity(seed: string, name: string): Identity {
  const entropy = seededEntropy(seed)
  let privateKey = entropy(`key/${name}`)
  for (let round = 1; !secp256k1.utils.isValidSecretKey(privateKey); round += 1) {
    privateKey = entropy(`key/${name}/${round}`)
  }
  const pubkey = bytesToHex(secp256k1.getPublicKey(privateKey, true))
  return { name, privateKey, pubkey, did: didOf(pubkey) }
}

/** In the form of a short ION DID: base64url of a SHA-256 multihash. */
function didOf(pubkey: string): string {
  const multihash = Buffer.concat([Buffer.from([0x12, 0x20]), sha256(utf8ToBytes(pubkey))])
  return `did:ion:${multihash.toString('base64url')}`
}
