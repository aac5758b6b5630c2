import * as v from 'valibot'
import type { GenerateInvoiceResponse } from '../../proto-types/generated/v2/lightning/GenerateInvoiceResponse'
import type { GetChannelsResponse } from '../../proto-types/generated/v2/lightning/GetChannelsResponse'
import type { CheckInvoiceResponse } from '../../proto-types/generated/v2/lightning/CheckInvoiceResponse'
import type { ListInvoicesResponse } from '../../proto-types/generated/v2/lightning/ListInvoicesResponse'
import type { ListPaymentsResponse } from '../../proto-types/generated/v2/lightning/ListPaymentsResponse'
import type { PayInvoiceResponse } from '../../proto-types/generated/v2/lightning/PayInvoiceResponse'
import type { Ledger } from '../ledger/ledger'
import { invoiceDump, joinDumps, paymentDump } from '../ledger/lnd-dumps'
import type { Outcome } from '../outcome'
import type { Generation } from './dialect'
import { Int64, unary, type UnaryMethod } from './method'

const Empty = v.object({})
const GenerateInvoiceRequest = v.object({ amount: Int64, memo: v.string() })
const InvoiceRequest = v.object({ invoice: v.string() })

/** LND lists no more invoices where none are asked for by number. */
const LISTED_INVOICES = 100

export function lightningMethods(ledger: Ledger, generation: Generation): readonly UnaryMethod[] {
  const common = [
    unary('/lightning.Lightning/GenerateInvoice', GenerateInvoiceRequest, ({ amount, memo }) =>
      answer<GenerateInvoiceResponse, { bolt11: string }>(
        ledger.generateInvoice(amount, memo),
        ({ bolt11 }) => ({
          invoice: bolt11
        })
      )
    ),
    unary('/lightning.Lightning/PayInvoice', InvoiceRequest, async ({ invoice }) =>
      answer<PayInvoiceResponse, string>(await ledger.payments.pay(invoice), (preimage) => ({ preimage }))
    ),
    unary('/lightning.Lightning/CheckInvoice', InvoiceRequest, ({ invoice }) =>
      answer<CheckInvoiceResponse, boolean>(ledger.checkInvoice(invoice), (paid) => ({ paid }))
    )
  ]
  return generation === 1 ? common : [...common, ...secondGeneration(ledger)]
}

function secondGeneration(ledger: Ledger): readonly UnaryMethod[] {
  return [
    unary('/lightning.Lightning/GetChannels', Empty, (): Outcome<GetChannelsResponse> => {
      const amt = (ledger.channels.spendableMsat() / 1000n).toString()
      return { ok: true, value: { amt } }
    }),
    // LND leaves out what is in flight or failed unless it is asked for.
    unary('/lightning.Lightning/ListPayments', Empty, (): Outcome<ListPaymentsResponse> => {
      const succeeded = ledger.payments.all().filter(({ state }) => state === 'succeeded')
      return { ok: true, value: { payments: joinDumps(succeeded.map(paymentDump)) } }
    }),
    unary('/lightning.Lightning/ListInvoices', Empty, (): Outcome<ListInvoicesResponse> => {
      const listed = ledger.ownInvoices().slice(0, LISTED_INVOICES)
      return { ok: true, value: { invoices: joinDumps(listed.map(invoiceDump)) } }
    })
  ]
}

function answer<Response, T>(outcome: Outcome<T>, response: (value: T) => Response): Outcome<Response> {
  return outcome.ok ? { ok: true, value: response(outcome.value) } : outcome
}
