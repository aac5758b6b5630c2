import { setTimeout as delay } from 'node:timers/promises'
import { BareClient } from '../contract/node/bare-client'
import { oneOf, seededRandom, type Random } from '../support/processes/fault-matrix/random'
import { makeInvoice } from '../support/fixtures/make-invoice'
import { pay, type Attempt, type Outcome } from './attempt'
import { lostInLnd } from './lost-in-lnd'
import { MessageTraffic, type TrafficReport } from './message-traffic'
import { replaceChannel, type TestNetwork } from './network'
import { NodeProcess } from './node-process'
import { until } from './processes'
import { channelBack, restart } from './restart'
import { heldInvoiceOf, invoiceOf, invoiceState, paymentsOf } from './support'
import { TcpProxy } from './tcp-proxy'

const FAULTS = ['none', 'client-gone', 'client-cut', 'lnd-cut', 'node-killed', 'lnd-killed'] as const
type Fault = (typeof FAULTS)[number]
/** Number of concurrent payments, with one fault during them. */
const PER_BATCH = 10
/** Number of concurrent messages in each direction. */
const MESSAGES = 2
/** A payment that LND lists for this time without an HTLC is lost there. Milliseconds. */
const LOST_MS = 5_000
/** The client's timeout for a payment or message. The node goes on with it. Milliseconds. */
const CLIENT_MS = 30_000

export interface MatrixReport {
  readonly payments: number
  readonly faults: Record<Fault, number>
  readonly outcomes: Record<Outcome, number>
  /** Number of payments that LND itself lost. */
  readonly lostInLnd: number
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
    // Drawn first, because how much else is drawn depends on the outcomes: a seed always has the same faults. The first
    // round has every fault once.
    const drawn = Array.from(
      { length: payments / PER_BATCH },
      (_, batch) => FAULTS[batch] ?? oneOf(this.#random, FAULTS)
    )
    const attempts: Attempt[] = []
    for (const fault of drawn) {
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
    const { bob } = this.#network
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
      ...{ kind, invoice, paymentHash, outcome: 'unknown', lost: false }
    }))
    const client = clientOf(this.#toNode)
    const deadline = Date.now() + (fault === 'client-gone' ? 50 + this.#random() * 400 : CLIENT_MS)
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
    if (fault === 'lnd-killed') await channelBack(this.#network)
    await this.#resolve(attempts)
    over.abort()
    await ending
    // The LND of a peer that was killed may settle an HTLC a second time when the channel comes back, and then fails the
    // channel for ever when it comes back once more ("No HTLC with ID", lightningnetwork/lnd#8315).
    if (fault === 'lnd-killed') await replaceChannel(this.#network)
    return attempts
  }

  async #strike(fault: Fault): Promise<void> {
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
        await restart(this.#network, 'SIGKILL')
    }
  }

  /** Looks up unknown outcomes until they end, like the wallet, and sometimes retries payments that are not paid. */
  async #resolve(attempts: readonly Attempt[]): Promise<void> {
    const client = clientOf(this.#toNode)
    for (const attempt of attempts) {
      if (attempt.outcome === 'unknown') await this.#track(client, attempt)
      if (attempt.outcome === 'succeeded' || attempt.kind === 'unpayable' || this.#random() < 0.3) continue
      const before = attempt.outcome
      // The node waits as long as LND lists a payment as in flight.
      await pay(client, attempt, Date.now() + (attempt.lost ? 2_000 : CLIENT_MS))
      if (attempt.outcome === 'unknown') await this.#track(client, attempt)
      // A refusal of the second attempt says nothing about a first one whose outcome is unknown.
      if (before === 'unknown' && attempt.outcome === 'failed') await this.#track(client, attempt)
    }
    client.close()
  }

  /** Tracks a payment until it has ended, LND was never asked to pay it, or LND itself has lost it. */
  async #track(client: BareClient, attempt: Attempt): Promise<void> {
    const { kind, paymentHash } = attempt
    let lostSince: number | undefined
    attempt.outcome = await until(`the outcome of the ${kind} payment ${paymentHash}`, 120, async () => {
      const { state } = await client.call(
        'Node/TrackPayment',
        { payment_hash: paymentHash },
        { deadline: Date.now() + 40_000 }
      )
      switch (state) {
        case 'succeeded':
        case 'failed':
        case 'unknown':
          attempt.lost = false
          return state
        default: {
          const isMissing = (await lostInLnd(this.#network.alice)).some(
            (lost) => lost.paymentHash === paymentHash
          )
          lostSince = isMissing ? (lostSince ?? Date.now()) : undefined
          attempt.lost = lostSince !== undefined && Date.now() - lostSince >= LOST_MS
          return attempt.lost ? 'unknown' : undefined
        }
      }
    })
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
    const lost = attempts.filter((attempt) => attempt.lost).length
    return { payments: attempts.length, outcomes, lostInLnd: lost, doubled, wrong }
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
