import { createHash } from 'node:crypto'
import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import type { PayAnswer } from '../../../src/main/node-client/api'
import { msat } from '../../../src/shared/money'
import { deadAddress } from '../../support/processes/demo-node'
import { connected, EXTENDED_KINDS, KINDS } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

const invoiceOf = (node: DemoNode, amount = 1_000_000n) =>
  node.control.peerInvoice({ from: 'Mira', amountMsat: msat(amount), memo: 'stickers' })

/** How often money left for this payment hash, by the node's ledger. */
const executions = (node: DemoNode, paymentHash: string): number =>
  node.ledger.payments.all().find((payment) => payment.paymentHash === paymentHash)?.executions ?? 0

describe.each([...KINDS, ...EXTENDED_KINDS])('at $kind', (kind) => {
  /** The deadline is longer than any answer takes here, and short enough for a test. */
  const paying = () => connected(kind, {}, { deadlines: { payInvoice: 300 } })

  describe('a payment', () => {
    it('returns the true preimage', async () => {
      const { node, connection } = await paying()
      const { invoice, paymentHash } = invoiceOf(node)
      const answer = await connection.calls.payInvoice(payOrder(invoice))
      if (answer.kind !== 'paid') throw new Error(answer.kind)
      expect(createHash('sha256').update(Buffer.from(answer.preimage, 'hex')).digest('hex')).toBe(paymentHash)
    })

    it('is not made again if the invoice is already paid', async () => {
      const { node, connection } = await paying()
      const { invoice, paymentHash } = invoiceOf(node)
      await connection.calls.payInvoice(payOrder(invoice))
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({
        // With the extension the answer has the proof.
        kind: kind.extension === true ? 'paid' : 'already-paid'
      })
      expect(executions(node, paymentHash)).toBe(1)
    })

    it('is unknown at the deadline, then in flight, then paid', async () => {
      const { node, connection } = await paying()
      const { invoice } = invoiceOf(node)
      node.control.holdPayments()
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({
        kind: 'unknown',
        code: 'deadline'
      })
      // With the extension a second call waits for the end of the first payment.
      const extended = kind.extension === true
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject(
        extended ? { kind: 'unknown', code: 'deadline' } : { kind: 'in-flight' }
      )
      node.control.releasePayments()
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({
        kind: extended ? 'paid' : 'already-paid'
      })
    })

    it.each([
      ['there is no route', { from: 'Hackerspace Lab', amountMsat: msat(1_000n) }, 'gave-up'],
      ['it is expired', { from: 'Mira', amountMsat: msat(1_000n), ageSeconds: 7_200 }, 'expired'],
      ['it names no amount', { from: 'Mira' }, 'refused-by-node'],
      [
        'it is of another network',
        { from: 'Mira', amountMsat: msat(1_000n), network: 'mainnet' as const },
        'refused-by-node'
      ]
    ])('fails for certain when %s', async (_, terms, code) => {
      const { node, connection } = await paying()
      const { invoice, paymentHash } = node.control.peerInvoice(terms)
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({ kind: 'failed', code })
      expect(executions(node, paymentHash)).toBe(0)
    })

    it('fails for certain if the text is not an invoice', async () => {
      const { connection } = await paying()
      expect(await connection.calls.payInvoice(payOrder('lnbcrt1nonsense'))).toMatchObject({
        kind: 'failed',
        code: 'refused-by-node'
      })
    })
  })

  describe('a payment that is interrupted', () => {
    const { UNAVAILABLE, UNKNOWN, INTERNAL } = status
    const fail = (code: status, text: string) => ({ kind: 'fail' as const, status: { code, text } })

    it.each([
      ['the connection breaks before the node acts', 'before', { kind: 'drop' }, 'connection-broke', 0],
      ['the answer is lost', 'after', { kind: 'drop' }, 'connection-broke', 1],
      ['the node stalls before it acts', 'before', { kind: 'stall' }, 'deadline', 0],
      ['the node stalls with the answer', 'after', { kind: 'stall' }, 'deadline', 1],
      [
        'what is behind the node broke',
        'after',
        fail(UNAVAILABLE, 'transport is closing'),
        'node-unclear',
        1
      ],
      ['what is behind the node broke', 'after', fail(UNKNOWN, 'EOF'), 'node-unclear', 1],
      ['the node fails inside', 'after', fail(INTERNAL, 'Failed payment'), 'node-unclear', 1]
    ] as const)('is unknown when %s (%s, %j)', async (_, point, action, code, paid) => {
      const { node, connection } = await paying()
      const { invoice, paymentHash } = invoiceOf(node)
      node.control.fault({ method: 'PayInvoice', point, action, times: 1 })
      expect(await connection.calls.payInvoice(payOrder(invoice))).toMatchObject({ kind: 'unknown', code })
      expect(executions(node, paymentHash)).toBe(paid)
      expect(node.calls.of('PayInvoice')).toHaveLength(1)
    })

    it('is unknown if the node is killed meanwhile', async () => {
      const { node, connection } = await paying()
      const { invoice } = invoiceOf(node)
      node.control.holdPayments()
      const answer = connection.calls.payInvoice(payOrder(invoice))
      await node.control.called('PayInvoice')
      await node.kill()
      expect(await answer).toMatchObject({ kind: 'unknown', code: 'connection-broke' })
    })

    it('is unknown if the wallet closes the connection meanwhile', async () => {
      const { node, connection } = await paying()
      const { invoice } = invoiceOf(node)
      node.control.holdPayments()
      const answer = connection.calls.payInvoice(payOrder(invoice))
      await node.control.called('PayInvoice')
      await connection.close()
      expect(await answer).toMatchObject({ kind: 'unknown', code: 'connection-broke' })
    })

    it('is not sent while disconnected', async () => {
      const { connection, reaches } = connectTo(
        kind.http ? `http://${await deadAddress()}` : await deadAddress()
      )
      expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toEqual({ kind: 'not-sent' })
      await reaches('backoff')
      expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toEqual({ kind: 'not-sent' })
    })

    it('completes if only the stream is lost', async () => {
      const { node, connection, reaches } = await connected(kind)
      const { invoice } = invoiceOf(node)
      node.control.holdPayments()
      const answer = connection.calls.payInvoice(payOrder(invoice))
      await node.control.called('PayInvoice')
      node.control.endStreams()
      await reaches('backoff')
      node.control.releasePayments()
      expect(await answer).toMatchObject({ kind: 'paid' })
    })

    it('is sent at most once, whatever happens', async () => {
      const { node, connection, reaches } = await connected(kind, {}, { deadlines: { payInvoice: 2_000 } })
      const answers: PayAnswer[] = []
      for (let round = 0; round < 20; round += 1) {
        await reaches('ready')
        const { invoice } = invoiceOf(node, 1_000n + BigInt(round))
        const asked = node.calls.of('PayInvoice').length
        const answer = connection.calls.payInvoice(payOrder(invoice))
        // A different number of turns of the loop each time: the connection breaks before, while or after it leaves.
        for (let turn = 0; turn < round % 7; turn += 1) await new Promise((resolve) => setImmediate(resolve))
        node.dropConnections()
        answers.push(await answer)
        const arrived = node.calls.of('PayInvoice').length - asked
        expect(arrived).toBeLessThanOrEqual(1)
        if (answers.at(-1)?.kind === 'not-sent') expect(arrived).toBe(0)
        await reaches('backoff')
        connection.retryNow()
      }
      const kinds = new Set(answers.map(({ kind }) => kind))
      expect(kinds).toContain('unknown')
      expect(kinds).not.toContain('failed')
    })
  })
})
