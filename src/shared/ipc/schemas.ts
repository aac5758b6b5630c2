import * as v from 'valibot'
import type { Brand } from '../brand'
import type { MessageId, NodeId, PaymentHash, Pubkey } from '../domain/ids'
import { MAX_INPUT_LENGTH } from '../pay-input/limits'
import { MAX_SAT, msat, sat, satToMsat } from '../money'

/** Brands a parsed string. The schema before it is the proof. */
const brand = <Name extends string>() => v.transform((value: string) => value as Brand<string, Name>)

export const nothing = v.undefined()
export const paymentHash: v.GenericSchema<unknown, PaymentHash> = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/u),
  brand<'payment-hash'>()
)
export const pubkey: v.GenericSchema<unknown, Pubkey> = v.pipe(
  v.string(),
  v.maxLength(2048),
  brand<'pubkey'>()
)
export const messageId: v.GenericSchema<unknown, MessageId> = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(512),
  brand<'message-id'>()
)
/** An id is also a folder name. */
export const nodeId: v.GenericSchema<unknown, NodeId> = v.pipe(
  v.string(),
  v.regex(/^[0-9a-z-]{1,64}$/u),
  brand<'node-id'>()
)
export const inputText = v.pipe(v.string(), v.maxLength(MAX_INPUT_LENGTH))
export const invoiceText = v.pipe(v.string(), v.minLength(1), v.maxLength(8_000))
export const satAmount = v.pipe(v.bigint(), v.minValue(0n), v.maxValue(MAX_SAT), v.transform(sat))
export const msatAmount = v.pipe(
  v.bigint(),
  v.minValue(0n),
  v.maxValue(satToMsat(MAX_SAT)),
  v.transform(msat)
)
export const pageSize = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))
export const seq = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
export const millis = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000))
export const searchText = v.pipe(v.string(), v.maxLength(500))
export const memo = v.pipe(v.string(), v.maxLength(5_000))
/** Created for each message that is written. Two clicks on the same message send the same id. */
export const draftId = v.pipe(v.string(), v.uuid())
export const messageText = v.pipe(v.string(), v.maxLength(1_000_000))
/** The key of an activity entry; the longest contains a message id. */
export const activityKey = v.pipe(v.string(), v.maxLength(600))
export const note = v.pipe(v.string(), v.maxLength(10_000))
/** Much larger than the picture of the largest QR code. Bytes. */
export const png = v.pipe(v.instance(Uint8Array), v.maxLength(1_000_000))
const pem = v.pipe(v.string(), v.maxLength(100_000))
export const clientCertificate = v.object({ certificate: pem, key: pem })
/** Limits for connection details of an LND: a link or hex is some kilobytes, the picture of a QR code more. */
export const lndDetailsText = v.pipe(v.string(), v.maxLength(200_000))
/** The path that the preload sends for a File. Windows has the longest ones. The path of a File that a page made is empty. */
export const pathOfFile = v.object({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_767)) })
export const lndFiles = v.pipe(
  v.array(
    v.object({
      name: v.pipe(v.string(), v.maxLength(1000)),
      bytes: v.pipe(v.instance(Uint8Array), v.maxLength(200_000))
    })
  ),
  v.minLength(1),
  v.maxLength(20)
)
/** SHA-256, upper-case hex pairs with colons between them. */
export const fingerprint = v.pipe(v.string(), v.regex(/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/u))
export const security = v.variant('kind', [
  v.object({ kind: v.literal('loopback') }),
  v.object({ kind: v.literal('tls') }),
  v.object({ kind: v.literal('tls-certificate'), pem }),
  v.object({ kind: v.literal('tls-pinned'), fingerprint: v.pipe(v.string(), v.maxLength(200)) }),
  v.object({ kind: v.literal('plaintext') })
])
