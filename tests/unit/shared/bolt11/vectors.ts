import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const nullable = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)

const Expected = v.strictObject({
  network: v.picklist(['bc', 'tb', 'tbs', 'bcrt']),
  prefix: v.string(),
  amountMsat: nullable(v.string()),
  timestamp: v.number(),
  paymentHash: v.string(),
  paymentSecret: nullable(v.string()),
  description: nullable(v.string()),
  descriptionHash: nullable(v.string()),
  payee: v.string(),
  payeeSource: v.picklist(['recovered']),
  expirySeconds: v.number(),
  expiryIsDefault: v.boolean(),
  minFinalCltvExpiry: v.number(),
  minFinalCltvIsDefault: v.boolean(),
  fallbacks: v.array(v.strictObject({ version: v.number(), program: v.string(), address: v.string() })),
  routes: v.array(
    v.array(
      v.strictObject({
        pubkey: v.string(),
        shortChannelId: v.string(),
        feeBaseMsat: v.number(),
        feeProportionalMillionths: v.number(),
        cltvExpiryDelta: v.number()
      })
    )
  ),
  featureBits: v.array(v.number()),
  metadata: nullable(v.string()),
  signature: v.string(),
  recoveryId: v.number(),
  signingHash: v.string(),
  highS: v.boolean()
})
export type ExpectedInvoice = v.InferOutput<typeof Expected>

const InvoiceVectors = v.array(
  v.strictObject({
    id: v.string(),
    name: v.string(),
    invoice: v.string(),
    valid: v.boolean(),
    decodes: v.boolean(),
    expected: nullable(Expected),
    reason: nullable(v.string()),
    reasonClasses: v.array(v.string()),
    contested: v.optional(v.boolean()),
    note: v.optional(v.string()),
    source: v.string()
  })
)

const TextVectors = v.array(
  v.strictObject({
    id: v.string(),
    name: v.string(),
    text: v.string(),
    expected: v.array(v.string()),
    onchain: v.optional(v.string()),
    damaged: v.optional(v.boolean())
  })
)

const load = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../vectors/${file}`, import.meta.url), 'utf8'))

/** The examples of BOLT11, valid and invalid, with all their fields. */
export const invoiceVectors = v.parse(InvoiceVectors, load('bolt11-spec.json'))
/** Texts as people paste them, with the invoices in them. */
export const textVectors = v.parse(TextVectors, load('invoice-text-extraction.json'))

export function invoiceVector(id: string): string {
  const vector = invoiceVectors.find((candidate) => candidate.id === id)
  if (vector === undefined) throw new Error(`no vector ${id}`)
  return vector.invoice
}
