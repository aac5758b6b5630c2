import type { PaymentHash } from '../../../shared/domain/ids'
import type { Invoice } from '../../../shared/domain/invoice'
import type { Changed } from '../../../shared/ipc/contract'
import { Query } from '../../lib/query.svelte'
import type { AppModel } from '../../lib/app.svelte'
import { InvoiceForm } from './invoice-form.svelte'

const SHOWN = 100

/** The Receive screen: a form, the open invoices, and the selected one. Exists as long as the screens of the node. */
export class ReceiveModel {
  readonly form: InvoiceForm
  readonly recent
  selected = $state.raw<Invoice | undefined>()
  /** Invoices that were open while listed here; they keep their place when they are paid or expire. */
  #listed = $state.raw<readonly PaymentHash[]>([])
  readonly #app: AppModel

  constructor(app: AppModel) {
    this.#app = app
    this.form = new InvoiceForm(app.imp, () => app.unit)
    this.recent = new Query(() => app.imp.invoices.recent({ limit: SHOWN }))
  }

  readonly list = $derived.by(() =>
    (this.recent.value ?? []).filter(
      (invoice) => invoice.state === 'open' || this.#listed.includes(invoice.paymentHash)
    )
  )

  async refresh(): Promise<void> {
    await this.recent.refresh()
    this.#remember()
    const { selected } = this
    if (selected !== undefined) await this.show(selected.paymentHash)
  }

  apply(changed: Changed): void {
    if (changed.invoices.length === 0) return
    const { selected } = this
    const news = changed.invoices.find((invoice) => invoice.paymentHash === selected?.paymentHash)
    if (news !== undefined) this.selected = news
    void this.recent.refresh().then(() => this.#remember())
  }

  /** Shows an invoice that a row, a notification or Activity points to. */
  async show(paymentHash: string): Promise<void> {
    const known = this.recent.value?.find((invoice) => invoice.paymentHash === paymentHash)
    if (known !== undefined) {
      this.selected = known
      return
    }
    const result = await this.#app.imp.invoices.get({ paymentHash: paymentHash as PaymentHash })
    if (result.ok) this.selected = result.value
  }

  async create(): Promise<void> {
    this.#take(await this.form.create())
  }

  async createAgain(invoice: Invoice): Promise<void> {
    this.#take(await this.form.again(invoice))
  }

  close(): void {
    this.selected = undefined
  }

  /** Removes a paid or expired invoice from the list; its record stays in Activity. */
  removeFromList(invoice: Invoice): void {
    this.#listed = this.#listed.filter((hash) => hash !== invoice.paymentHash)
    this.close()
  }

  #take(invoice: Invoice | undefined): void {
    if (invoice === undefined) return
    this.selected = invoice
    void this.recent.refresh().then(() => this.#remember())
  }

  #remember(): void {
    const open = (this.recent.value ?? []).filter((invoice) => invoice.state === 'open')
    const fresh = open.map((invoice) => invoice.paymentHash).filter((hash) => !this.#listed.includes(hash))
    if (fresh.length > 0) this.#listed = [...this.#listed, ...fresh]
  }
}
