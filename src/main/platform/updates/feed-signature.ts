import { ed25519 } from '@noble/curves/ed25519.js'

/** Suffix of the file beside each feed file: the Ed25519 signature of its bytes, in base64. */
export const SIGNATURE_SUFFIX = '.sig'

/** Whether the owner of the key signed this text. False for anything that is not a signature. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  const bytes = Buffer.from(signature.trim(), 'base64')
  if (bytes.length !== 64) return false
  return ed25519.verify(bytes, Buffer.from(text, 'utf8'), Buffer.from(publicKey, 'base64'))
}
