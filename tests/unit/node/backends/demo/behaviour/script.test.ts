import { describe, expect, it } from 'vitest'
import { DemoNode } from '../../../../../../src/node/backends/demo'
import { autoReply } from '../../../../../../src/node/backends/demo/behaviour/auto-reply'
import { playScript, SCRIPT } from '../../../../../../src/node/backends/demo/behaviour/script'
import { autoThank } from '../../../../../../src/node/backends/demo/behaviour/auto-thank'
import type { NodeMessage } from '../../../../../../src/node/messages'
import { findInvoices } from '../../../../../../src/shared/bolt11'
import { msat, sat, satToMsat } from '../../../../../../src/shared/money'

function listener(node: DemoNode): { heard: NodeMessage[]; leave: () => void } {
  const heard: NodeMessage[] = []
  const leave = node.messages.subscribe({
    deliver: (message) => heard.push(message),
    deliverRaw: () => undefined,
    end: () => undefined
  })
  return { heard, leave }
}

const AT_ONCE = SCRIPT.map((line) => ({ ...line, afterMs: 0 }))

describe('the demo script', () => {
  it('waits for a subscriber, then sends every line', async () => {
    const node = new DemoNode({ seed: 'test' })
    const life = new AbortController()
    void playScript(node, AT_ONCE, new Map(), life.signal)
    const { heard } = listener(node)
    await node.changes.until('all is said', () => heard.length === SCRIPT.length)
    expect(node.messages.lost).toBe(0)
    life.abort()
  })

  it('contains invoices that can be paid, and one that cannot', async () => {
    const node = new DemoNode({ seed: 'test' })
    const life = new AbortController()
    const { heard } = listener(node)
    void playScript(node, AT_ONCE, new Map(), life.signal)
    await node.changes.until('all is said', () => heard.length === SCRIPT.length)
    life.abort()
    const invoices = heard.flatMap(({ data }) => findInvoices(data.toString('utf8')))
    const outcomes = await Promise.all(invoices.map((invoice) => node.ledger.payments.pay(invoice)))
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false])
  })

  it('pauses without a subscriber', async () => {
    const node = new DemoNode({ seed: 'test' })
    const life = new AbortController()
    const first = listener(node)
    void playScript(node, AT_ONCE, new Map(), life.signal)
    await node.changes.until('a line is said', () => first.heard.length === 1)
    first.leave()
    const second = listener(node)
    await node.changes.until('the rest is said', () => second.heard.length === SCRIPT.length - 1)
    life.abort()
    expect(node.messages.lost).toBe(0)
  })
})

describe('the peers of a demo node', () => {
  it('say thanks for a payment, in reply to the message with its invoice', async () => {
    const node = new DemoNode({ seed: 'test' })
    const life = new AbortController()
    const { heard } = listener(node)
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    autoThank(node, node.changes, new Map([[paymentHash, 'the message']]), 0, life.signal)
    expect(await node.ledger.payments.pay(invoice)).toMatchObject({ ok: true })
    await node.changes.until('thanks are sent', () => heard.length > 0)
    expect(heard).toMatchObject([
      { from: { pubkey: node.ledger.peer('Mira')?.pubkey }, replyToId: 'the message' }
    ])
    life.abort()
  })

  it('reply to messages of this node', async () => {
    const node = new DemoNode({ seed: 'test' })
    const life = new AbortController()
    const { heard } = listener(node)
    autoReply(node, 0, life.signal)
    const [mira] = node.peers
    if (mira === undefined) throw new Error('no peers')
    node.sent.add({
      id: 'ours',
      to: mira,
      data: Buffer.from('Hello'),
      amountSat: 1n,
      replyToId: ''
    })
    await node.changes.until('it is answered', () => heard.length > 0)
    expect(heard).toMatchObject([{ from: { pubkey: mira.pubkey, did: mira.did }, replyToId: 'ours' }])
    life.abort()
  })

  it('pay new invoices with an amount', async () => {
    const node = new DemoNode({ seed: 'test', peersPayAfterMs: 1 })
    node.ledger.generateInvoice(undefined, 'open amount')
    node.ledger.generateInvoice(satToMsat(sat(5n)), 'five')
    await node.changes.until('it is paid', () => node.ledger.ownInvoices()[1]?.paid !== undefined)
    expect(node.ledger.ownInvoices()[0]?.paid).toBe(undefined)
    await node.stop()
  })
})
