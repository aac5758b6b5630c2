import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { readCallError } from '../../src/main/node-client/grpc/call-error'
import { sendFailure } from '../../src/main/node-client/status-mapping'
import { InvoicePage } from '../../src/node/backends/lnd/answers'
import { RECORD } from '../../src/node/backends/lnd/keysend-records'
import { sat } from '../../src/shared/money'
import type { BareClient, Subscription } from '../contract/node/bare-client'
import { sendKeysend, signedText } from './keysend'
import { lostInLnd } from './lost-in-lnd'
import type { TestNetwork } from './network'
import { until } from './processes'
import type { TestLnd } from './test-lnd'

/** What a message costs, in satoshis. */
const COST = sat(1n)

type Connect = () => BareClient

interface Sent {
  readonly text: string
  /** The client's own id: the same for each attempt. */
  readonly draft: string
  outcome: 'sent' | 'failed' | 'unknown'
}

export interface TrafficReport {
  readonly sent: number
  readonly received: number
  readonly lost: string[]
  readonly doubled: string[]
  /** Outcomes of sent messages in the client that the recipient's LND contradicts. */
  readonly wrong: string[]
}

/**
 * Messages in both directions through Alice's node, while connections are cut and processes are killed. The outcomes
 * are compared with both LNDs.
 */
export class MessageTraffic {
  readonly #network: TestNetwork
  readonly #connect: Connect
  readonly #inbox: Inbox
  readonly #sent: Sent[] = []
  readonly #incoming: string[] = []

  private constructor(network: TestNetwork, connect: Connect) {
    this.#network = network
    this.#connect = connect
    this.#inbox = new Inbox(connect)
  }

  /** Resolves when messages arrive, because a new node has then found its first settle index. */
  static async open(network: TestNetwork, connect: Connect): Promise<MessageTraffic> {
    const traffic = new MessageTraffic(network, connect)
    const to = await network.alice.pubkey()
    await until('the first message', 60, async () => {
      await sendKeysend(network.bob, to, [[RECORD.text, Buffer.from('first')]])
      return traffic.#inbox.texts().length > 0 ? true : undefined
    })
    return traffic
  }

  /**
   * Sends this many in each direction at once; resolves when every attempt has ended. `deadline` is that of the client.
   */
  async exchange(count: number, deadline: number): Promise<void> {
    const out = Array.from({ length: count }, (): Sent => {
      const draft = randomUUID()
      return { text: `out ${draft}`, draft, outcome: 'unknown' }
    })
    this.#sent.push(...out)
    const client = this.#connect()
    await Promise.all([
      ...out.map((message) => this.#send(client, message, deadline)),
      ...Array.from({ length: count }, () => this.#receive())
    ])
    client.close()
  }

  /**
   * Sends messages again until their outcome is known, like a person who presses *Send again*. The outcome of a message
   * that LND itself lost stays unknown.
   */
  async resolve(): Promise<void> {
    const client = this.#connect()
    for (const message of this.#sent.filter(({ outcome }) => outcome !== 'sent')) {
      await until(`the outcome of ${message.text}`, 90, async () => {
        await this.#send(client, message, Date.now() + 30_000)
        return message.outcome === 'sent' || (await this.#isLost(message)) ? true : undefined
      })
    }
    client.close()
  }

  async judge(): Promise<TrafficReport> {
    const { alice, bob } = this.#network
    const lost: string[] = []
    const doubled: string[] = []
    const wrong: string[] = []
    const atBob = await keysendTexts(bob)
    for (const { text, outcome } of this.#sent) {
      const arrived = atBob.filter((one) => one === text).length
      if (arrived > 1) doubled.push(text)
      if ((outcome === 'sent') !== arrived > 0) wrong.push(`${text}: ${outcome}, arrived ${arrived} times`)
    }
    const atAlice = await keysendTexts(alice)
    const settled = this.#incoming.filter((text) => atAlice.includes(text))
    await until('all messages in the inbox', 60, () =>
      Promise.resolve(settled.every((text) => this.#inbox.texts().includes(text)) ? true : undefined)
    ).catch(() => undefined)
    const inbox = this.#inbox.texts()
    for (const text of this.#incoming) {
      const came = inbox.filter((one) => one === text).length
      if (came > 1) doubled.push(text)
      if (came === 0 && settled.includes(text)) lost.push(text)
      if (came > 0 && !settled.includes(text)) wrong.push(`${text}: in the inbox, and not paid`)
    }
    if (!this.#inbox.isInOrder()) wrong.push('the inbox is not in the order of LND')
    return { sent: this.#sent.length, received: settled.length, lost, doubled, wrong }
  }

  close(): Promise<void> {
    return this.#inbox.close()
  }

  async #send(client: BareClient, message: Sent, deadline: number): Promise<void> {
    const request = {
      msg: Buffer.from(message.text),
      pubkey: await this.#network.bob.pubkey(),
      amount: COST.toString()
    }
    try {
      await client.call('SendMessage', request, { deadline }, { 'imp-draft': message.draft })
      message.outcome = 'sent'
    } catch (error) {
      const { kind } = sendFailure(readCallError(error, true), COST, true)
      message.outcome = kind === 'failed' ? 'failed' : 'unknown'
    }
  }

  /** After an attempt that has waited: a new payment is listed so for a moment. */
  async #isLost({ text, outcome }: Sent): Promise<boolean> {
    if (outcome !== 'unknown') return false
    return (await lostInLnd(this.#network.alice)).some(({ records }) => records.includes(text))
  }

  /** Alice's LND shows whether it arrives. */
  async #receive(): Promise<void> {
    const { alice, bob } = this.#network
    const text = `in ${randomUUID()}`
    this.#incoming.push(text)
    const to = await alice.pubkey()
    await sendKeysend(bob, to, await signedText(bob, to, Buffer.from(text))).catch(() => undefined)
  }
}

/** A client that stores every message and continues after the last one when the stream has ended. */
class Inbox {
  readonly #connect: Connect
  readonly #stored: Record<string, unknown>[] = []
  readonly #running: Promise<void>
  #stream: Subscription | undefined
  #closed = false

  constructor(connect: Connect) {
    this.#connect = connect
    this.#running = this.#run()
  }

  texts(): string[] {
    return this.#all().map(({ data }) => String(data))
  }

  isInOrder(): boolean {
    const order = this.#all().map((message) => BigInt(String(message['settle_index'])))
    return order.every((index, at) => at === 0 || index > (order[at - 1] ?? 0n))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stream?.cancel()
    await this.#running
  }

  #all(): readonly Record<string, unknown>[] {
    return [...this.#stored, ...(this.#stream?.messages ?? [])]
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const client = this.#connect()
      const last = this.#stored.at(-1)?.['id']
      this.#stream = client.subscribe(typeof last === 'string' ? last : '')
      await this.#stream.ended
      this.#stored.push(...this.#stream.messages)
      this.#stream = undefined
      client.close()
      await delay(100)
    }
  }
}

/** The texts of all keysends that this LND was paid. */
async function keysendTexts(lnd: TestLnd): Promise<string[]> {
  const { invoices } = await lnd.read(
    'lnrpc.Lightning/ListInvoices',
    { num_max_invoices: '100000' },
    InvoicePage
  )
  return invoices
    .filter(({ state, is_keysend }) => state === 'SETTLED' && is_keysend)
    .map(({ htlcs }) => String(htlcs[0]?.custom_records.get(RECORD.text) ?? ''))
}
