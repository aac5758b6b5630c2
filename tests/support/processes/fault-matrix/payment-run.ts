import { decodeInvoice } from '../../../../src/shared/bolt11'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import { readBooks, requestsFor, type Books } from './books'
import { judge, type Finding } from './judge'
import { runKilledWallet } from './killed-wallet'
import type { ProxiedNode } from './lane'
import { Person } from './person'
import type { Scenario } from './scenario'
import { otherAmount } from './same-hash'
import { stagingOf, type Staging } from './troubles'
import { AMOUNT_MSAT, PATIENT_DEADLINE_MS, until, type Wallet } from './wallet'

export interface RunContext {
  /** The node with the fault, and another one that could pay the same invoice. */
  readonly nodes: readonly [ProxiedNode, ProxiedNode]
  readonly userData: string
  /** The bundled wallet-process.ts. */
  readonly walletProgram: string
}

/** Runs a payment scenario, and compares journal and ledgers at every stage. */
export async function playPayment(scenario: Scenario, context: RunContext): Promise<Finding[]> {
  const run = new PaymentRun(scenario, context)
  try {
    return await run.play()
  } finally {
    await run.cleanUp()
  }
}

class PaymentRun {
  readonly #scenario: Scenario
  readonly #context: RunContext
  readonly #staging: Staging
  readonly #invoice: string
  readonly #sameHash: string
  readonly #paymentHash: PaymentHash
  readonly #person: Person
  readonly #findings: Finding[] = []
  /** The computer was so busy that the answer came after the short deadline of these tests. */
  #missedAnswer = false

  constructor(scenario: Scenario, context: RunContext) {
    const [{ node }, other] = context.nodes
    this.#scenario = scenario
    this.#context = context
    this.#staging = stagingOf(scenario)
    const made = node.control.peerInvoice({
      from: this.#staging.payee,
      amountMsat: AMOUNT_MSAT,
      memo: `run ${scenario.run}`
    })
    const decoded = decodeInvoice(made.invoice)
    const issued = node.ledger.invoices.byHash(made.paymentHash)
    if (!decoded.ok || issued === undefined) throw new Error('an invoice that its maker does not know')
    // The payee accepts a payment from either node, so only the wallet can prevent a second one.
    other.node.ledger.invoices.restore(issued)
    this.#invoice = made.invoice
    this.#paymentHash = decoded.value.paymentHash
    this.#sameHash = otherAmount(node, this.#staging.payee, decoded.value)
    this.#person = new Person(context, scenario, {
      invoice: this.#invoice,
      sameHash: this.#sameHash,
      paymentHash: this.#paymentHash
    })
  }

  async play(): Promise<Finding[]> {
    await this.#getIntoTrouble()
    this.#judge(false)
    await this.#person.takesNextStep()
    this.#judge(false)
    await this.#endTrouble()
    this.#judge(true)
    await this.#resolve()
    this.#judge(true)
    return [...this.#findings, ...this.#person.findings]
  }

  async cleanUp(): Promise<void> {
    const [{ node, arms }] = this.#context.nodes
    arms.disarm()
    node.control.clearFaults()
    node.control.releasePayments('settle')
    await this.#person.leaves()
    if (!node.running) await node.start()
  }

  async #getIntoTrouble(): Promise<void> {
    const { trouble, clicks } = this.#scenario
    const [{ node, arms }] = this.#context.nodes
    const { holds, elsewhere, fault, killAt } = this.#staging
    if (holds) node.control.holdPayments()
    if (elsewhere !== 'no') {
      const paying = node.ledger.payments.pay(this.#invoice)
      if (elsewhere === 'waits') await paying
    }
    if (fault !== undefined) node.control.fault({ method: 'PayInvoice', times: 1, ...fault })
    if (killAt !== undefined) {
      await runKilledWallet(
        this.#context.walletProgram,
        {
          userData: this.#context.userData,
          node: this.#person.savedNode,
          invoice: this.#invoice,
          clicks,
          killAt
        },
        () => this.#requests() > 0
      )
      this.#person.accepted(1)
      this.#person.open()
      return
    }
    // A node that dies after the request must get the request, even if a busy machine sends it late.
    const { nodeDies } = this.#staging
    const mustArrive = nodeDies === 'and comes back' || nodeDies === 'after it paid'
    const wallet = this.#person.open(undefined, mustArrive ? PATIENT_DEADLINE_MS : undefined)
    await wallet.untilReady()
    if (trouble.kind === 'wire')
      arms.arm({
        method: 'PayInvoice',
        ...trouble,
        held: () => until('the payment is in flight', () => this.#books().isInFlight)
      })
    await this.#clickWhileNodeDies(wallet)
    await wallet.untilSettled(this.#paymentHash)
    this.#missedAnswer = wallet.payment(this.#paymentHash)?.unknown === 'deadline'
  }

  async #clickWhileNodeDies(wallet: Wallet): Promise<void> {
    const [{ node }] = this.#context.nodes
    const { nodeDies } = this.#staging
    if (nodeDies === 'before the click') {
      await node.kill()
      await until('the wallet noticed', () => !wallet.ready)
    }
    const dying = nodeDies === 'at the click' ? node.kill() : undefined
    const accepted = this.#person.clicks(wallet, this.#invoice)
    if (accepted !== (nodeDies === 'before the click' ? 0 : 1))
      throw new Error(`${accepted} clicks were accepted`)
    await dying
    if (nodeDies === 'and comes back') {
      await until('the request has arrived', () => this.#requests() > 0)
      await node.restart()
    }
    if (nodeDies === 'after it paid') {
      await until('it has paid', () => this.#books().isPaid)
      await node.kill()
    }
  }

  async #endTrouble(): Promise<void> {
    const [{ node, arms }] = this.#context.nodes
    arms.disarm()
    node.control.clearFaults()
    node.control.releasePayments(this.#scenario.arrives ? 'settle' : 'fail')
    if (!node.running) await node.start()
    await this.#person.returns()
    await this.#untilLanded()
  }

  async #resolve(): Promise<void> {
    const { then } = this.#scenario
    const { wallet } = this.#person
    if (wallet === undefined) return
    if (then === 'check') await wallet.session.pay.checkAgain({ paymentHash: this.#paymentHash })
    const state = wallet.payment(this.#paymentHash)?.state
    if (then !== 'retry' || (state !== 'unknown' && state !== 'failed')) return
    await this.#retry(wallet)
    // The first retry may still meet the broken connection, or miss the short deadline on a busy computer. Then the
    // person starts the wallet again and retries with more patience.
    if (wallet.payment(this.#paymentHash)?.state === 'unknown') {
      await this.#person.closeWallet()
      await this.#retry(this.#person.open(undefined, PATIENT_DEADLINE_MS))
    }
    const end = this.#person.wallet?.payment(this.#paymentHash)?.state
    if (end === 'unknown' && this.#scenario.next === 'stays') {
      const detail = 'unknown after a retry that nothing disturbed'
      this.#findings.push({ violation: 'wrong-state', detail })
    }
  }

  async #retry(wallet: Wallet): Promise<void> {
    await wallet.untilReady()
    if (this.#person.clicks(wallet, this.#invoice, true) === 0) return
    await wallet.untilSettled(this.#paymentHash)
    await this.#untilLanded()
  }

  #untilLanded(): Promise<void> {
    return until('nothing is in flight', () => !this.#books().isInFlight)
  }

  #judge(settled: boolean): void {
    const { expectAlarm, elsewhere } = this.#staging
    const { lostRecords, requestsAllowed } = this.#person
    this.#findings.push(
      ...judge(this.#books(), this.#person.journals(), {
        settled,
        requestsAllowed,
        expectAlarm: expectAlarm && !lostRecords && !this.#missedAnswer,
        mayBeMissing: elsewhere !== 'no' || lostRecords
      })
    )
  }

  #requests(): number {
    return requestsFor(this.#context.nodes[0].node, [this.#invoice, this.#sameHash])
  }

  #books(): Books {
    const nodes = this.#context.nodes.map(({ node }) => node)
    return readBooks(nodes, this.#paymentHash, [this.#invoice, this.#sameHash])
  }
}
