import { rmSync, truncateSync, existsSync } from 'node:fs'
import { recordsFile } from '../../../../src/main/app/node-records'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import type { Payment } from '../../../../src/shared/domain/payment'
import type { Finding } from './judge'
import type { RunContext } from './payment-run'
import { OTHER_AMOUNT_MSAT } from './same-hash'
import type { Scenario } from './scenario'
import { Profile, type SavedNode } from './profile'
import { AMOUNT_MSAT, RecordsNotOpened, type Wallet } from './wallet'

export interface Invoices {
  readonly invoice: string
  /** Another invoice with the same payment hash. */
  readonly sameHash: string
  readonly paymentHash: PaymentHash
}

const RECORD_PARTS = ['', '-wal', '-shm']

/** The person who uses the wallet: has one wallet open at a time, and clicks. */
export class Person {
  readonly findings: Finding[] = []
  /** The number of accepted clicks that were allowed to pay. */
  requestsAllowed = 0
  /** The records of the payment's node were removed. */
  lostRecords = false
  readonly savedNode: SavedNode
  readonly #context: RunContext
  readonly #scenario: Scenario
  readonly #invoices: Invoices
  /** The payment in the journal of each saved node, when it was last open. */
  readonly #journals = new Map<string, Payment | undefined>()
  readonly #profile: Profile
  #wallet: { readonly of: SavedNode; readonly wallet: Wallet } | undefined

  constructor(context: RunContext, scenario: Scenario, invoices: Invoices) {
    this.#context = context
    this.#profile = new Profile(context.userData)
    this.#scenario = scenario
    this.#invoices = invoices
    this.savedNode = context.nodes[0].saved(scenario.over)
  }

  get wallet(): Wallet | undefined {
    return this.#wallet?.wallet
  }

  open(node = this.savedNode, deadlineMs?: number): Wallet {
    const wallet = this.#profile.open(node, deadlineMs === undefined ? {} : { deadlineMs })
    this.#wallet = { of: node, wallet }
    return wallet
  }

  async closeWallet(): Promise<void> {
    this.journals()
    await this.#wallet?.wallet.session.close()
    this.#wallet = undefined
  }

  async leaves(): Promise<void> {
    await this.closeWallet()
    this.#profile.close()
  }

  accepted(clicks: number): void {
    this.requestsAllowed += clicks
  }

  clicks(wallet: Wallet, invoice: string, retryUnknown = false): number {
    const accepted = wallet.click(invoice, this.#scenario.clicks, { retryUnknown })
    this.accepted(accepted)
    return accepted
  }

  journals(): readonly (Payment | undefined)[] {
    const open = this.#wallet
    if (open !== undefined) this.#journals.set(open.of.id, open.wallet.payment(this.#invoices.paymentHash))
    return [...this.#journals.values()]
  }

  async takesNextStep(): Promise<void> {
    const { next, over } = this.#scenario
    const [node, other] = this.#context.nodes
    switch (next) {
      case 'stays':
        return
      case 'starts the wallet again':
        await this.closeWallet()
        return this.#paysAgain(this.open())
      case 'pays at another node':
        await this.closeWallet()
        return this.#paysAgain(this.open(other.saved(over)))
      case 'pays at another address of the node':
        await this.closeWallet()
        return this.#paysAgain(this.open(node.savedElsewhere(over)))
      case 'pays an invoice with the same hash and another amount':
        if (this.wallet !== undefined) await this.#paysAgain(this.wallet, this.#invoices.sameHash)
        return
      case 'loses the records':
      case 'has the records emptied':
        return this.#losesRecords(next === 'loses the records')
    }
  }

  /** Returns to the node of the payment, if its records can still be opened. */
  async returns(): Promise<void> {
    if (this.lostRecords) return
    if (this.#wallet?.of !== this.savedNode) {
      await this.closeWallet()
      this.open()
    }
    await this.wallet?.untilReady()
  }

  async #losesRecords(removed: boolean): Promise<void> {
    await this.closeWallet()
    const file = recordsFile(this.#context.userData, this.savedNode.id)
    for (const part of RECORD_PARTS) if (existsSync(file + part) && part !== '') rmSync(file + part)
    if (removed) rmSync(file, { force: true })
    else truncateSync(file, 0)
    this.lostRecords = true
    this.#journals.clear()
    let wallet: Wallet
    try {
      wallet = this.open()
    } catch (error) {
      if (error instanceof RecordsNotOpened) return
      throw error
    }
    await this.#paysAgain(wallet)
  }

  /** The wallet may accept a click only if no earlier attempt can still move money. */
  async #paysAgain(wallet: Wallet, invoice = this.#invoices.invoice): Promise<void> {
    if (this.#nodeIsAway && wallet === this.wallet && this.#wallet?.of.id !== 'other') return
    const before = this.#journals.get(this.savedNode.id)?.state
    await wallet.untilReady()
    const amountMsat = invoice === this.#invoices.sameHash ? OTHER_AMOUNT_MSAT : AMOUNT_MSAT
    const accepted = wallet.click(invoice, this.#scenario.clicks, { amountMsat })
    if (accepted > 0 && before !== 'failed' && !(before === undefined && !this.lostRecords)) {
      const detail = `${accepted} clicks accepted, journal ${before ?? 'lost'}`
      this.findings.push({ violation: 'paid-again', detail })
    }
    this.accepted(accepted)
    await wallet.untilSettled(this.#invoices.paymentHash)
    this.journals()
  }

  get #nodeIsAway(): boolean {
    return !this.#context.nodes[0].node.running
  }
}
