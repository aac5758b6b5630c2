import * as v from 'valibot'

/** How the columns of the journal's tables are read. */

/** An integer as text: a JavaScript number cannot hold every int64. */
export const BigIntText = v.pipe(
  v.string(),
  v.transform((text) => BigInt(text))
)
export const Count = v.pipe(v.union([v.number(), v.bigint()]), v.transform(Number))
export const Bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((bytes) => Buffer.from(bytes))
)
