import { setTimeout as delay } from 'node:timers/promises'
import { readCallError } from '../../src/main/node-client/grpc/call-error'
import { payFailure } from '../../src/main/node-client/status-mapping'
import { BareClient } from '../contract/node/bare-client'
import { oneOf, seededRandom, type Random } from '../support/processes/fault-matrix/random'
import { makeInvoice } from '../support/fixtures/make-invoice'
import { MessageTraffic, type TrafficReport } from './message-traffic'
import type { TestNetwork } from './network'
import { NodeProcess } from './node-process'
import { until } from './processes'
import { heldInvoiceOf, invoiceOf, invoiceState, paymentsOf, sha256 } from './support'
import { TcpProxy } from './tcp-proxy'

const FAULTS = ['none', 'client-gone', 'client-cut', 'lnd-cut', 'node-killed', 'lnd-killed'] as const
type Fault = (typeof FAULTS)[number]
/** Number of concurrent payments, with one fault during them. */
const PER_BATCH = 10
/** Number of concurrent messages in each direction. */
const MESSAGES = 2

/** What a wallet believes of a payment. */
type Outcome = 'succeeded' | 'failed' | 'unknown'

interface Attempt {
  readonly kind: 'plain' | 'settled' | 'cancelled' | 'unpayable'
  readonly invoice: string
  readonly paymentHash: string
  outcome: Outcome
}

export interface MatrixReport {
  readonly payments: number
  readonly faults: Record<Fault, number>
  readonly outcomes: Record<Outcome, number>
  /** Payment hashes that LND paid more than once. */
  readonly doubled: string[]
  /** Outcomes in the wallet that the payee's LND contradicts. */
  readonly wrong: string[]
  readonly messages: TrafficReport
}

/**
 * Payments and messages through a node process with a proxy on either side, while connections are cut and processes are
 * killed. The outcomes are compared with both LNDs.
 */
export class FaultMatrix {
  readonly #network: TestNetwork
  readonly #random: Random
  readonly #node: NodeProcess
  readonly #toLnd: TcpProxy
  readonly #toNode: TcpProxy
  readonly #traffic: MessageTraffic

  private constructor(
    network: TestNetwork,
    random: Random,
    node: NodeProcess,
    proxies: { readonly toLnd: TcpProxy; readonly toNode: TcpProxy },
    traffic: MessageTraffic
  ) {
    this.#network = network
    this.#random = random
    this.#node = node
    this.#toLnd = proxies.toLnd
    this.#toNode = proxies.toNode
    this.#traffic = traffic
  }

  static async create(network: TestNetwork, seed: number): Promise<FaultMatrix> {
    const toLnd = await TcpProxy.open(network.alice.address)
    const { cert = '', macaroon } = network.alice.access()
    const node = await NodeProcess.create({ address: toLnd.address, cert, macaroon })
    await node.start()
    const toNode = await TcpProxy.open(node.grpc)
    const traffic = await MessageTraffic.open(network, () => clientOf(toNode))
    return new FaultMatrix(network, seededRandom(seed), node, { toLnd, toNode }, traffic)
  }

  async run(payments: number): Promise<MatrixReport> {
    const faults = {
      none: 0,
      'client-gone': 0,
      'client-cut': 0,
      'lnd-cut': 0,
      'node-killed': 0,
      'lnd-killed': 0
    }
    const attempts: Attempt[] = []
    for (let batch = 0; batch < payments / PER_BATCH; batch += 1) {
      // The first round has every fault once.
      const fault = FAULTS[batch] ?? oneOf(this.#random, FAULTS)
      faults[fault] += 1
      attempts.push(...(await this.#batch(fault)))
    }
    await this.#traffic.resolve()
    return { ...(await this.#judge(attempts)), faults, messages: await this.#traffic.judge() }
  }

  async close(): Promise<void> {
    await this.#traffic.close()
    await this.#toNode.close()
    await this.#node.close()
    await this.#toLnd.close()
  }

  async #batch(fault: Fault): Promise<readonly Attempt[]> {
    const { alice, bob } = this.#network
    const plain = await Promise.all(
      Array.from({ length: PER_BATCH - 3 }, async () => ({
        kind: 'plain' as const,
        ...(await invoiceOf(bob, 100 + Math.floor(this.#random() * 100)))
      }))
    )
    const settled = await heldInvoiceOf(bob, 150)
    const cancelled = await heldInvoiceOf(bob, 151)
    const stranger = makeInvoice({ payee: 'Nobody', salt: this.#random(), createdAt: Date.now() })
    const made = [
      ...plain,
      { kind: 'settled' as const, ...settled },
      { kind: 'cancelled' as const, ...cancelled },
      { kind: 'unpayable' as const, invoice: stranger.text, paymentHash: stranger.paymentHash }
    ]
    const attempts: Attempt[] = made.map(({ kind, invoice, paymentHash }) => ({
      ...{ kind, invoice, paymentHash, outcome: 'unknown' }
    }))
    const client = clientOf(this.#toNode)
    const deadline = fault === 'client-gone' ? Date.now() + 50 + this.#random() * 400 : Date.now() + 120_000
    const paying = Promise.all([
      ...attempts.map((attempt) => pay(client, attempt, deadline)),
      this.#traffic.exchange(MESSAGES, deadline)
    ])
    await delay(this.#random() * 400)
    await this.#strike(fault)
    const over = new AbortController()
    const ending = Promise.all([
      insist(() => cancelled.cancel(), over.signal),
      insist(() => settled.settle(), over.signal)
    ])
    await paying
    client.close()
    if (fault === 'lnd-killed') await alice.channelActive()
    await this.#resolve(attempts)
    over.abort()
    await ending
    return attempts
  }

  async #strike(fault: Fault): Promise<void> {
    const { alice } = this.#network
    switch (fault) {
      case 'none':
      case 'client-gone':
        return
      case 'client-cut':
        this.#toNode.cut()
        return
      case 'lnd-cut':
        this.#toLnd.cut()
        return
      case 'node-killed':
        await this.#node.kill()
        await this.#node.start()
        return
      case 'lnd-killed':
        await alice.stop('SIGKILL')
        alice.start()
        await alice.ready()
    }
  }

  /** Looks up unknown outcomes until they end, like the wallet, and sometimes retries payments that are not paid. */
  async #resolve(attempts: readonly Attempt[]): Promise<void> {
    const client = clientOf(this.#toNode)
    for (const attempt of attempts) {
      if (attempt.outcome === 'unknown') await track(client, attempt)
      if (attempt.outcome === 'succeeded' || attempt.kind === 'unpayable' || this.#random() < 0.3) continue
      const before = attempt.outcome
      await pay(client, attempt, Date.now() + 60_000)
      if (attempt.outcome === 'unknown') await track(client, attempt)
      // A refusal of the second attempt says nothing about a first one whose outcome is unknown.
      if (before === 'unknown' && attempt.outcome === 'failed') await track(client, attempt)
    }
    client.close()
  }

  async #judge(attempts: readonly Attempt[]) {
    const { alice, bob } = this.#network
    const outcomes = { succeeded: 0, failed: 0, unknown: 0 }
    const doubled: string[] = []
    const wrong: string[] = []
    for (const { kind, paymentHash, outcome } of attempts) {
      outcomes[outcome] += 1
      const paid = (await paymentsOf(alice, paymentHash)).filter((one) => one === 'SUCCEEDED').length
      if (paid > 1) doubled.push(paymentHash)
      const settled = kind !== 'unpayable' && (await invoiceState(bob, paymentHash)) === 'SETTLED'
      if ((outcome === 'succeeded') !== settled && !(outcome === 'unknown' && !settled)) {
        wrong.push(`${kind} ${paymentHash}: ${outcome}, but the payee says ${settled ? 'paid' : 'not paid'}`)
      }
    }
    return { payments: attempts.length, outcomes, doubled, wrong }
  }
}

function clientOf(toNode: TcpProxy): BareClient {
  return new BareClient({ address: toNode.address, generation: 1 }, { extension: true })
}

/** The payee repeats the action until it succeeds, because a payment may arrive only after the fault. */
async function insist(act: () => Promise<void>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const done = await act().then(
      () => true,
      () => false
    )
    if (done) return
    await delay(200)
  }
}

async function pay(client: BareClient, attempt: Attempt, deadline: number): Promise<void> {
  try {
    const { preimage } = await client.call('PayInvoice', { invoice: attempt.invoice }, { deadline })
    attempt.outcome = sha256(preimage) === attempt.paymentHash ? 'succeeded' : 'unknown'
  } catch (error) {
    const { kind } = payFailure(readCallError(error, true))
    attempt.outcome = kind === 'failed' ? 'failed' : 'unknown'
  }
}

/** Tracks a payment until it has ended, or the node reports that LND was never asked to pay it. */
async function track(client: BareClient, attempt: Attempt): Promise<void> {
  const request = { payment_hash: attempt.paymentHash }
  attempt.outcome = await until(
    `the outcome of the ${attempt.kind} payment ${attempt.paymentHash}`,
    120,
    async () => {
      const { state } = await client.call('Node/TrackPayment', request)
      switch (state) {
        case 'succeeded':
        case 'failed':
        case 'unknown':
          return state
        default:
          return undefined
      }
    }
  )
}
