import { randomUUID } from 'node:crypto'
import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import type { DemoNode } from '../../../src/node/backends/demo'
import { messageCost } from '../../../src/shared/message-cost'
import { sat } from '../../../src/shared/money'
import { deadAddress } from '../../support/processes/demo-node'
import { connected, KINDS, type Kind } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'

const keyOf = (node: DemoNode, { generation }: Kind, name = 'Mira'): string => {
  const peer = node.peers.find((one) => one.name === name)
  if (peer === undefined) throw new Error(`no ${name}`)
  return generation === 1 ? peer.pubkey : peer.did
}
const spendable = (node: DemoNode): bigint => node.ledger.channels.spendableMsat()

describe.each(KINDS)('a message through $kind', (kind) => {
  const sending = () => connected(kind, {}, { deadlines: { sendMessage: 300 } })
  const request = (node: DemoNode, text = 'Zażółć 🐝', more: object = {}) => {
    const data = new TextEncoder().encode(text)
    const amountSat = messageCost(data.byteLength)
    return { to: keyOf(node, kind), data, amountSat, replyToId: '', draft: randomUUID(), ...more }
  }

  it('carries its bytes, its satoshis and the id of its parent, and gets an id', async () => {
    const { node, connection } = await sending()
    const answer = await connection.calls.sendMessage(request(node, 'Zażółć 🐝', { replyToId: 'message-7' }))
    const [sent] = node.sent.all()
    expect(answer).toEqual({ kind: 'sent', id: sent?.id, feeMsat: 0n })
    expect(sent?.data.toString('utf8')).toBe('Zażółć 🐝')
    expect(sent).toMatchObject({ to: { name: 'Mira' }, amountSat: 1n, replyToId: 'message-7' })
  })

  it('costs what the wallet shows', async () => {
    const { node, connection } = await sending()
    const text = 'a'.repeat(5_000)
    expect(messageCost(5_000)).toBe(6n)
    const before = spendable(node)
    expect(await connection.calls.sendMessage(request(node, text))).toMatchObject({ kind: 'sent' })
    expect(before - spendable(node)).toBe(6_000n)
    expect(await connection.calls.sendMessage(request(node, text, { amountSat: sat(5n) }))).toMatchObject({
      kind: 'failed',
      code: 'refused-by-node'
    })
  })

  it('fails for certain if there is no route to the recipient', async () => {
    const { node, connection } = await sending()
    const to = keyOf(node, kind, 'Hackerspace Lab')
    const before = spendable(node)
    expect(await connection.calls.sendMessage(request(node, 'Hi', { to }))).toMatchObject({
      kind: 'failed',
      code: 'no-route'
    })
    expect(spendable(node)).toBe(before)
  })

  it.each([
    ['the connection breaks before the node acts', 'before', { kind: 'drop' }, 'connection-broke', 0],
    ['the answer is lost', 'after', { kind: 'drop' }, 'connection-broke', 1],
    ['the node stalls before it acts', 'before', { kind: 'stall' }, 'deadline', 0],
    ['the node stalls with the answer', 'after', { kind: 'stall' }, 'deadline', 1],
    [
      'what is behind the node broke',
      'after',
      { kind: 'fail', status: { code: status.UNKNOWN, text: 'EOF' } },
      'node-unclear',
      1
    ],
    [
      'what is behind the node is not there',
      'after',
      { kind: 'fail', status: { code: status.UNAVAILABLE, text: 'transport is closing' } },
      'node-unclear',
      1
    ]
  ] as const)('is unknown when %s (%s, %j)', async (_, point, action, code, sent) => {
    const { node, connection } = await sending()
    node.control.fault({ method: 'SendMessage', point, action, times: 1 })
    expect(await connection.calls.sendMessage(request(node))).toMatchObject({ kind: 'unknown', code })
    expect(node.sent.all()).toHaveLength(sent)
    expect(node.calls.of('SendMessage')).toHaveLength(1)
  })

  it('is sent once when it is sent again, if the node has the extension', async () => {
    const { node, connection } = await sending()
    const again = request(node)
    node.control.fault({ method: 'SendMessage', point: 'after', action: { kind: 'stall' }, times: 1 })
    expect(await connection.calls.sendMessage(again)).toMatchObject({ kind: 'unknown' })
    const answer = await connection.calls.sendMessage(again)
    expect(answer).toEqual({ kind: 'sent', id: node.sent.all().at(-1)?.id, feeMsat: 0n })
    expect(node.sent.all()).toHaveLength(kind.extension === true ? 1 : 2)
  })

  it.runIf(kind.extension === true)('certainly failed if its draft is that of another message', async () => {
    const { node, connection } = await sending()
    const first = request(node)
    expect(await connection.calls.sendMessage(first)).toMatchObject({ kind: 'sent' })
    const other = request(node, 'Something else', { draft: first.draft })
    expect(await connection.calls.sendMessage(other)).toMatchObject({
      kind: 'failed',
      code: 'refused-by-node'
    })
    expect(node.sent.all()).toHaveLength(1)
  })

  it('is unknown when one of several parts found no route, because those before it may have arrived', async () => {
    const { node, connection } = await sending()
    const to = keyOf(node, kind, 'Hackerspace Lab')
    expect(await connection.calls.sendMessage(request(node, 'a'.repeat(2_000), { to }))).toMatchObject({
      kind: 'unknown',
      code: 'node-unclear'
    })
  })

  it('is not sent while disconnected', async () => {
    const address = await deadAddress()
    const { connection } = connectTo(kind.http ? `http://${address}` : address)
    const data = new Uint8Array([1])
    expect(
      await connection.calls.sendMessage({ to: 'x', data, amountSat: sat(1n), replyToId: '', draft: 'x' })
    ).toEqual({ kind: 'not-sent' })
  })
})
