import { scanForInvoices, type DecodedInvoice } from '../../../shared/bolt11'
import type { MessageId } from '../../../shared/domain/ids'
import type { StoredMessage } from '../../store/message-row'
import type { Store } from '../../store/store'

/** Maximum number of invoices per message; the first ones are shown. */
const MAX_PER_MESSAGE = 5
/** Number of messages whose decoded invoices are cached: a few screens. */
const KEPT_SCANS = 500

/** The invoices in stored messages. A text is scanned once, not each time it is shown. */
export class InvoicesInMessages {
  readonly #store: Store
  readonly #scans = new Map<MessageId, readonly DecodedInvoice[]>()

  constructor(store: Store) {
    this.#store = store
  }

  of(message: StoredMessage): readonly DecodedInvoice[] {
    const { id, kind } = message
    if (kind !== 'invoice') return []
    const known = this.#scans.get(id)
    if (known !== undefined) return known
    const scan = scanForInvoices(this.#wholeText(message)).invoices.slice(0, MAX_PER_MESSAGE)
    const [oldest] = this.#scans.keys()
    if (this.#scans.size >= KEPT_SCANS && oldest !== undefined) this.#scans.delete(oldest)
    this.#scans.set(id, scan)
    return scan
  }

  /** The row holds only the beginning of a long text. */
  #wholeText({ id, text, truncated }: StoredMessage): string {
    const data = truncated ? this.#store.messages.data(id) : undefined
    return data === undefined ? text : new TextDecoder().decode(data)
  }
}
