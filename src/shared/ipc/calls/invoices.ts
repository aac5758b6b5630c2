import * as v from 'valibot'
import type { CreateInvoiceFailure, Invoice } from '../../domain/invoice'
import * as s from '../schemas'
import { call } from '../spec'

export const invoicesCalls = {
  create: call(v.object({ amountSat: s.satAmount, memo: s.memo })).returns<Invoice, CreateInvoiceFailure>(),
  get: call(v.object({ paymentHash: s.paymentHash })).returns<Invoice, 'not-found'>(),
  /** Open ones first, then the latest others. */
  recent: call(v.object({ limit: s.pageSize })).returns<readonly Invoice[]>(),
  /** Asks the node now, whatever the invoice's state. */
  check: call(v.object({ paymentHash: s.paymentHash })).returns<
    Invoice,
    'not-found' | 'not-connected' | 'node-silent'
  >(),
  /** Asks for a file name and writes the PNG. `false`: the person cancelled. */
  saveQr: call(v.object({ paymentHash: s.paymentHash, png: s.png })).returns<
    boolean,
    'write-failed' | 'not-found'
  >(),
  /** Copies the PNG to the clipboard as a picture. */
  copyQr: call(v.object({ paymentHash: s.paymentHash, png: s.png })).returns<
    undefined,
    'not-copied' | 'not-found'
  >()
}
