import { sha256 } from '@noble/hashes/sha2.js'
import { signedBytes } from './keysend-records'
import type { SenderKeys } from './sender-keys'

export interface SignedMessage {
  /** The public key that the message names as its sender: 66 hex digits. */
  readonly sender: string
  /** This node's public key: 66 hex digits. */
  readonly recipient: string
  /** The records of time and text, byte for byte. */
  readonly time: Buffer
  readonly text: Buffer
  readonly signature: Buffer
}

/**
 * Whether the sender signed this text for this recipient. Two known schemes include the recipient in the signed bytes:
 *
 * - whatsat, Balance of Satoshis, LNDg: DER over `sender ‖ recipient ‖ time ‖ text`
 * - CipherChat: LND's message signature over the text `recipient in hex ‖ time ‖ text`
 *
 * ThunderHub signs `{"sender":…,"message":…}`, without the recipient. A recipient can pass such a message on to others,
 * so it proves nothing here and its sender stays claimed.
 */
export function isSignedBySender(message: SignedMessage, keys: SenderKeys): boolean {
  const { signature } = message
  const compact = messageSignature(signature)
  return compact === undefined
    ? isDerSignature(message, keys)
    : isMessageSignature(compact, message.sender, cipherChatText(message), keys)
}

function isDerSignature(
  { sender, recipient, time, text, signature }: SignedMessage,
  keys: SenderKeys
): boolean {
  const bytes = signedBytes(Buffer.from(sender, 'hex'), Buffer.from(recipient, 'hex'), time, text)
  return keys.verify(signature, sha256(bytes), sender, 'der')
}

function cipherChatText({ recipient, time, text }: SignedMessage): Buffer {
  return Buffer.concat([Buffer.from(recipient), time, text])
}

/** LND's SignMessage: two SHA-256 over the text with a prefix (lnd rpcserver.go, SignMessage). */
function isMessageSignature(compact: Buffer, sender: string, text: Buffer, keys: SenderKeys): boolean {
  const digest = sha256(sha256(Buffer.concat([Buffer.from('Lightning Signed Message:'), text])))
  return keys.verify(compact, digest, sender, 'compact')
}

const ZBASE32 = 'ybndrfg8ejkmcpqxot1uwisza345h769'
/** 65 bytes in zbase32. */
const ZBASE32_LENGTH = 104

/**
 * The 64 bytes of a signature that LND's SignMessage made, from 104 characters of zbase32. Some clients decode that
 * text as if it were base64, which gives 78 bytes. Undefined if the record is neither.
 */
function messageSignature(record: Buffer): Buffer | undefined {
  const text = record.length === ZBASE32_LENGTH ? record.toString('latin1') : record.toString('base64')
  if (text.length !== ZBASE32_LENGTH) return undefined
  let bits = 0n
  for (const character of text) {
    const value = ZBASE32.indexOf(character)
    if (value < 0) return undefined
    bits = bits * 32n + BigInt(value)
  }
  // The first byte is for recovering the public key, which is known here.
  return Buffer.from(bits.toString(16).padStart(130, '0'), 'hex').subarray(1)
}
