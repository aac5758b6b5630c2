import type { MessageId } from '../../../shared/domain/ids'
import type { Msat } from '../../../shared/money'
import type { PayCard, PayInputView } from '../../../shared/domain/pay-card'
import type { Changed } from '../../../shared/ipc/contract'
import { MAX_INPUT_LENGTH } from '../../../shared/pay-input/limits'
import {
  CLIPBOARD_EMPTY,
  imageErrorMessage,
  INPUT_TOO_LONG,
  payInputError
} from '../../../shared/copy/pay-input'
import { ipcErrorMessage } from '../../../shared/copy/ipc'
import { body } from '../../../shared/copy/user-message'
import type { AppModel } from '../../lib/app.svelte'
import { PayAttempt } from '../../lib/pay-attempt.svelte'
import { readQr } from '../../lib/qr-read'
import type { Route } from '../../lib/router.svelte'
import { readTransfer } from '../../lib/transfer'
import { FeeEstimate } from './fee-estimate.svelte'

/** The message that an invoice came in, if there was one. */
export interface PaySource {
  readonly messageId?: MessageId | undefined
}

type PayRoute = Extract<Route, { screen: 'pay' }>

/**
 * The Pay screen: the entered text, what main found in it, and the attempt to pay one of its invoices. Exists as long as
 * the screens of the node.
 */
export class PayModel {
  text = $state('')
  view = $state.raw<PayInputView | undefined>()
  source = $state.raw<PaySource>({})
  /** Why a picture or the clipboard could not be read. Shown at the field. */
  sourceError = $state<string | undefined>()
  reading = $state(false)
  /** A link that arrived while a card was shown, with the amount of its only invoice. Kept until the person answers. */
  linked = $state.raw<{ readonly text: string; readonly amountMsat: Msat | undefined } | undefined>()
  /** The amount for an invoice that names none. */
  enteredMsat = $state.raw<Msat | undefined>()
  readonly fee: FeeEstimate
  #chosen = $state<string | undefined>()
  #attempt = $state.raw<PayAttempt | undefined>()
  #asked = 0
  #links = 0
  #followed: PayRoute | undefined
  readonly #app: AppModel

  constructor(app: AppModel) {
    this.#app = app
    this.fee = new FeeEstimate(app.imp.pay)
  }

  /** All invoices of the text. */
  readonly cards: readonly PayCard[] = $derived.by(() => (this.view?.kind === 'cards' ? this.view.cards : []))

  /** The invoice to pay. Undefined if there is none, or several and the person has not chosen yet. */
  readonly card: PayCard | undefined = $derived.by(() =>
    this.cards.length === 1 ? this.cards[0] : this.cards.find((card) => card.invoice === this.#chosen)
  )

  get attempt(): PayAttempt | undefined {
    return this.#attempt
  }

  get error(): string | undefined {
    return this.sourceError ?? (this.text.trim() === '' ? undefined : payInputError(this.view))
  }

  /**
   * Takes the input of a route, once, so that creating the screen again does not replace what was entered since.
   * `standing`: the screen was already open. A link then asks before it replaces a card.
   */
  follow(route: PayRoute, standing: boolean): void {
    if (route === this.#followed) return
    this.#followed = route
    this.linked = undefined
    this.#links += 1
    const deciding = standing && this.cards.length > 0 && this.#attempt?.payment?.state !== 'succeeded'
    if (route.from === 'link' && deciding) {
      if (route.text !== undefined) void this.#askAbout(route.text)
      return
    }
    const { text, picture, messageId } = route
    if (picture !== undefined) void this.readPicture(picture)
    else if (text !== undefined) void this.enter(text, { messageId })
  }

  /** Asks whether the link may replace the card. Main says its amount first, so that the question does not change. */
  async #askAbout(text: string): Promise<void> {
    const links = this.#links
    const found = await this.#app.imp.pay.inspect({ text })
    if (links !== this.#links) return
    const cards = found.ok && found.value.kind === 'cards' ? found.value.cards : []
    this.linked = { text, amountMsat: cards.length === 1 ? cards[0]?.amountMsat : undefined }
  }

  /** The person's answer to whether the link may replace the card. */
  answerLink(show: boolean): void {
    const { linked } = this
    this.linked = undefined
    if (show && linked !== undefined) void this.enter(linked.text)
  }

  /** Replaces the text with one that was pasted, dropped, scanned, linked or in a message. */
  async enter(text: string, source: PaySource = {}): Promise<void> {
    this.text = oneLine(text)
    this.source = source
    this.enteredMsat = undefined
    await this.inspect()
  }

  /** Asks main what the text contains. Called after an edit, and when something changed that the answer depends on. */
  async inspect(): Promise<void> {
    this.sourceError = undefined
    const asked = ++this.#asked
    if (this.text.length > MAX_INPUT_LENGTH) {
      this.#show(undefined)
      this.sourceError = INPUT_TOO_LONG
      return
    }
    const { messageId } = this.source
    const { enteredMsat } = this
    const result = await this.#app.imp.pay.inspect({
      text: this.text,
      messageId,
      ...(enteredMsat === undefined ? {} : { enteredMsat })
    })
    if (asked !== this.#asked) return
    if (result.ok) this.#show(result.value)
    else this.sourceError = body(ipcErrorMessage[result.error.code])
  }

  /** Asks for a new verdict on the card, if there is one. */
  judgeAgain(): void {
    if (this.card !== undefined) void this.inspect()
  }

  async readClipboard(): Promise<void> {
    const asked = ++this.#asked
    const result = await this.#app.imp.pay.inspectClipboard()
    if (asked !== this.#asked) return
    if (!result.ok) {
      this.sourceError = body(ipcErrorMessage[result.error.code])
      return
    }
    const { text, view } = result.value
    this.sourceError = text.trim() === '' ? CLIPBOARD_EMPTY : undefined
    this.text = oneLine(text)
    this.source = {}
    this.enteredMsat = undefined
    this.#show(view)
  }

  async readPicture(picture: Blob): Promise<void> {
    this.clear()
    this.reading = true
    const result = await readQr(picture)
    this.reading = false
    if (result.ok) await this.enter(result.value)
    else this.sourceError = imageErrorMessage[result.error.code]
  }

  /** Takes a paste into the field. False if it contains neither a picture nor text. */
  take(transfer: DataTransfer | null): boolean {
    const content = readTransfer(transfer)
    if (content === undefined) return false
    if ('picture' in content) void this.readPicture(content.picture)
    else void this.enter(content.text)
    return true
  }

  choose(card: PayCard): void {
    this.#chosen = card.invoice
    this.#decide()
  }

  /** Ready for the next invoice. */
  clear(): void {
    this.#asked += 1
    this.text = ''
    this.source = {}
    this.sourceError = undefined
    this.enteredMsat = undefined
    this.#chosen = undefined
    this.#show(undefined)
  }

  apply(changed: Changed): void {
    this.#attempt?.apply(changed)
    const hashes = changed.payments.map((payment) => payment.paymentHash)
    if (this.cards.some((card) => hashes.includes(card.paymentHash))) void this.inspect()
  }

  /** Takes the amount that the person typed; undefined if the text is not an amount. */
  enterAmount(amountMsat: Msat | undefined): void {
    if (amountMsat === this.enteredMsat) return
    this.enteredMsat = amountMsat
    void this.inspect()
  }

  #show(view: PayInputView | undefined): void {
    this.view = view
    this.#decide()
  }

  /** Creates one attempt per invoice. Inspecting the same invoice again keeps its attempt. */
  #decide(): void {
    const { card } = this
    void this.fee.follow(card, this.enteredMsat, this.source.messageId)
    if (card?.invoice === this.#attempt?.invoice) return
    this.#attempt =
      card === undefined
        ? undefined
        : new PayAttempt({
            imp: this.#app.imp,
            card: () => (this.card?.invoice === card.invoice ? this.card : card),
            node: this.#app.state?.node?.id,
            messageId: () => this.source.messageId,
            onRefused: () => void this.inspect()
          })
  }
}

/** A one-line field would join the lines without a space between an invoice and the word before it. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
