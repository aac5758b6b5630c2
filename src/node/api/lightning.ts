import * as v from 'valibot'
import type { CheckInvoiceResponse } from '../../proto-types/generated/v2/lightning/CheckInvoiceResponse'
import type { GenerateInvoiceResponse } from '../../proto-types/generated/v2/lightning/GenerateInvoiceResponse'
import type { GetChannelsResponse } from '../../proto-types/generated/v2/lightning/GetChannelsResponse'
import type { ListInvoicesResponse } from '../../proto-types/generated/v2/lightning/ListInvoicesResponse'
import type { ListPaymentsResponse } from '../../proto-types/generated/v2/lightning/ListPaymentsResponse'
import type { PayInvoiceResponse } from '../../proto-types/generated/v2/lightning/PayInvoiceResponse'
import { msatToSatFloor, sat, satToMsat } from '../../shared/money'
import type { Backend } from '../backend'
import { invoiceDump, joinDumps, paymentDump } from './lnd-text-format'
import { Int64, unary, type Trailers, type UnaryMethod } from './method'
import type { Generation } from './subscribe-response'

const Empty = v.object({})
const GenerateInvoiceRequest = v.object({ amount: Int64, memo: v.string() })
const InvoiceRequest = v.object({ invoice: v.string() })

/** LND's limit if the request sets none. */
const LISTED_INVOICES = 100

export function lightningMethods(backend: Backend, generation: Generation): readonly UnaryMethod[] {
  const common = [
    unary(
      '/lightning.Lightning/GenerateInvoice',
      GenerateInvoiceRequest,
      ({ amount, memo }) =>
        backend.addInvoice({ amountMsat: amount === 0n ? undefined : satToMsat(sat(amount)), memo }),
      ({ bolt11 }): GenerateInvoiceResponse => ({ invoice: bolt11 })
    ),
    unary(
      '/lightning.Lightning/PayInvoice',
      InvoiceRequest,
      ({ invoice }) => backend.pay({ bolt11: invoice }),
      ({ preimage }): PayInvoiceResponse => ({ preimage }),
      feeTrailer
    ),
    unary(
      '/lightning.Lightning/CheckInvoice',
      InvoiceRequest,
      ({ invoice }) => backend.lookupInvoice(invoice),
      ({ paid }): CheckInvoiceResponse => ({ paid })
    )
  ]
  return generation === 1 ? common : [...common, ...secondGeneration(backend)]
}

/**
 * The fee of a payment or message as trailing metadata, because the original responses have no field for it. Absent if
 * it is not known.
 */
export function feeTrailer({ feeMsat }: { readonly feeMsat: bigint | undefined }): Trailers {
  return feeMsat === undefined ? {} : { 'imp-fee-msat': feeMsat.toString() }
}

function secondGeneration(backend: Backend): readonly UnaryMethod[] {
  return [
    unary(
      '/lightning.Lightning/GetChannels',
      Empty,
      () => backend.spendable(),
      (spendable): GetChannelsResponse => ({ amt: msatToSatFloor(spendable).toString() })
    ),
    unary(
      '/lightning.Lightning/ListPayments',
      Empty,
      () => backend.settledPayments(),
      (payments): ListPaymentsResponse => ({ payments: joinDumps(payments.map(paymentDump)) })
    ),
    unary(
      '/lightning.Lightning/ListInvoices',
      Empty,
      () => backend.invoices(LISTED_INVOICES),
      (invoices): ListInvoicesResponse => ({ invoices: joinDumps(invoices.map(invoiceDump)) })
    )
  ]
}
