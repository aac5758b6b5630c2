import * as v from 'valibot'
import { sat, type Sat } from '../../../shared/money'
import { fail, ok, type Result } from '../../../shared/result'
import type { SettledPayment } from '../api'

/** Reads the node's answers, from either transport: fields as in the protos, int64 as decimal text. */
function reader<T>(schema: v.GenericSchema<unknown, T>): (message: unknown) => Result<T, 'bad-response'> {
  return (message) => {
    const parsed = v.safeParse(schema, message)
    return parsed.success ? ok(parsed.output) : fail('bad-response')
  }
}

const int64 = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,19}$/u),
  v.transform((digits) => BigInt(digits))
)

export const readInvoice: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ invoice: v.pipe(v.string(), v.minLength(1)) }),
    v.transform(({ invoice }) => invoice)
  )
)

export const readPaid: (message: unknown) => Result<boolean, 'bad-response'> = reader(
  v.pipe(
    v.object({ paid: v.boolean() }),
    v.transform(({ paid }) => paid)
  )
)

/** Empty where the node says paid but gives no preimage. */
export const readPreimage: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ preimage: v.string() }),
    v.transform(({ preimage }) => preimage)
  )
)

/** Empty where the node says sent but gives no id. */
export const readSentId: (message: unknown) => Result<string, 'bad-response'> = reader(
  v.pipe(
    v.object({ id: v.optional(v.string(), '') }),
    v.transform(({ id }) => id)
  )
)

export const readSpendable: (message: unknown) => Result<Sat, 'bad-response'> = reader(
  v.pipe(
    v.object({ amt: int64 }),
    v.transform(({ amt }) => sat(amt))
  )
)

export const readSettledPayments: (message: unknown) => Result<readonly SettledPayment[], 'bad-response'> =
  reader(
    v.pipe(
      v.object({ payments: v.string() }),
      v.transform(({ payments }) => payments.split('$_$').flatMap(settledPayment))
    )
  )

/**
 * One of LND's `lnrpc.Payment` as Go prints it. Go varies the space between fields from build to build, so that nobody
 * takes the form for stable; quotes inside a text are escaped, so a field's name with a bare quote after it is real.
 */
function settledPayment(dump: string): SettledPayment[] {
  const paymentHash = /\bpayment_hash:\s*"([0-9a-f]{64})"/u.exec(dump)?.[1]
  if (paymentHash === undefined || !/\bstatus:\s*SUCCEEDED\b/u.test(dump)) return []
  return [{ paymentHash, preimage: /\bpayment_preimage:\s*"([0-9a-f]{64})"/u.exec(dump)?.[1] ?? '' }]
}
