import { MEMO_MAX_BYTES, type CreateInvoiceFailure, type Invoice } from '../../../shared/domain/invoice'
import type { ImpApi } from '../../../shared/ipc/contract'
import {
  amountText,
  msatToSatFloor,
  parseAmount,
  sat,
  satToMsat,
  type Sat,
  type Unit
} from '../../../shared/money'
import { amountErrorMessage } from '../../../shared/copy/amount'
import type { IpcErrorCode } from '../../../shared/ipc/spec'
import { LOCALE } from '../../lib/format'

const utf8 = new TextEncoder()

/** The form for a new invoice. The input is kept until an invoice was created. */
export class InvoiceForm {
  amount = $state('')
  memo = $state('')
  busy = $state(false)
  /** Why the last attempt created no invoice. */
  failure = $state<CreateInvoiceFailure | IpcErrorCode | undefined>()
  /** Errors appear at the fields only after the person left them or submitted the form. */
  #amountTouched = $state(false)
  readonly #imp: ImpApi
  readonly #unit: () => Unit

  constructor(imp: ImpApi, unit: () => Unit) {
    this.#imp = imp
    this.#unit = unit
  }

  readonly #parsed = $derived.by(() => parseAmount(this.amount, this.#unit()))
  readonly memoBytes = $derived(utf8.encode(this.memo).length)

  /** Undefined while the input is not an amount. */
  get amountSat(): Sat | undefined {
    return this.#parsed.ok ? this.#parsed.value : undefined
  }

  /** The amount in the other unit; empty if the input is not an amount. */
  get other(): string {
    const otherUnit: Unit = this.#unit() === 'btc' ? 'sats' : 'btc'
    if (this.amount.trim() === '') return amountText(satToMsat(sat(0n)), otherUnit, LOCALE)
    return this.#parsed.ok ? amountText(satToMsat(this.#parsed.value), otherUnit, LOCALE) : ''
  }

  get amountError(): string | undefined {
    if (!this.#amountTouched || this.#parsed.ok) return undefined
    return amountErrorMessage[this.#parsed.error.code](this.#unit())
  }

  get memoError(): string | undefined {
    const over = this.memoBytes - MEMO_MAX_BYTES
    if (over <= 0) return undefined
    return `${over} ${over === 1 ? 'byte' : 'bytes'} too long: an invoice holds ${MEMO_MAX_BYTES}. Shorten the memo.`
  }

  readonly leaveAmount = (): void => {
    if (this.amount.trim() !== '') this.#amountTouched = true
  }

  /** Requests an invoice from the node. Undefined: none was created, and the form shows why. */
  async create(): Promise<Invoice | undefined> {
    this.#amountTouched = true
    if (!this.#parsed.ok || this.memoError !== undefined) return undefined
    const invoice = await this.#create(this.#parsed.value, this.memo)
    if (invoice !== undefined) this.clear()
    return invoice
  }

  /** Creates the same invoice again, for one that expired. */
  async again(invoice: Invoice): Promise<Invoice | undefined> {
    return await this.#create(msatToSatFloor(invoice.amountMsat), invoice.memo)
  }

  clear(): void {
    this.amount = ''
    this.memo = ''
    this.failure = undefined
    this.#amountTouched = false
  }

  async #create(amountSat: Sat, memo: string): Promise<Invoice | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.failure = undefined
    const result = await this.#imp.invoices.create({ amountSat, memo })
    this.busy = false
    if (result.ok) return result.value
    this.failure = result.error.code
    return undefined
  }
}
