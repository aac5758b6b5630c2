import type { Msat, Sat } from '../money'
import type { Network } from './network'
import type { PayVerdict } from './pay-card'

/** A question to the person, in a system dialog that the page can neither draw nor answer. */
export type ConsentQuestion =
  | {
      readonly about: 'payment'
      readonly amountSat: Sat
      /** The payee's key, shortened. */
      readonly payee: string
      /** The name that the person gave the payee. */
      readonly payeeName: string | undefined
      readonly description: string | undefined
      /** The largest fee; undefined if the node does not apply one. */
      readonly largestFeeSat?: Sat | undefined
      /** The node's estimate of the fee; undefined if it gave none. */
      readonly feeMsat?: Msat | undefined
      /** The node that pays, as the person knows it. */
      readonly from: string
      readonly network: Network
      /** Why the wallet asks. `one-click`: only because the button said so. */
      readonly verdict: Exclude<PayVerdict, { kind: 'refused' }>
      /** See `InvoiceSender.unprovenName`. */
      readonly unprovenName: string | undefined
    }
  | {
      readonly about: 'message'
      readonly amountSat: Sat
      /** The cost of the whole message, which counts toward the limits. Higher than the amount if only its rest is sent. */
      readonly wholeSat: Sat
      readonly recipient: string
      /** The limits allow it, and the wallet asks only because the button said so. */
      readonly isWithinLimits: boolean
      /** The largest fee of all its parts together; undefined if the node does not keep it: then the fees have no limit that the wallet knows. */
      readonly largestFeeSat?: Sat | undefined
      /** The node's estimate of the fees of all its parts; undefined if it gave none. */
      readonly feeMsat?: Msat | undefined
    }
  | { readonly about: 'limits'; readonly raised: readonly RaisedLimit[] }

export type RaisedLimit =
  | {
      readonly limit: 'clickLimitSat' | 'dayLimitSat' | 'feeLimitSat'
      readonly fromSat: Sat
      readonly toSat: Sat
    }
  | { readonly limit: 'feeLimitPercent'; readonly fromPercent: string; readonly toPercent: string }
