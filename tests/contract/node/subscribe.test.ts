import { describe, expect, it } from 'vitest'
import { status } from './bare-client'
import { connect, runNode, runNodeWithClient } from './support'

describe('Subscribe, generation 1', () => {
  it('delivers a message of a peer, with the satoshis it carries', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    const before = node.ledger.channels.spendableMsat()
    const { id, delivered } = node.control.sendMessage({ from: 'Mira', data: 'grüß dich', amountSat: 7n })
    expect(delivered).toBe(1)
    expect(await stream.received(1)).toEqual([
      {
        id,
        reply_to_id: '',
        from_pubkey: node.ledger.peer('Mira')?.pubkey,
        data: Buffer.from('grüß dich'),
        service_type: 'message',
        amount: '7'
      }
    ])
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(node.ledger.channels.spendableMsat() - before).toBe(7_000n)
  })

  it('keeps the order, and the bytes that are not text', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    const binary = Uint8Array.of(0xff, 0xfe, 0x00, 0x80)
    node.control.sendMessage({ from: 'Jonas', data: 'one' })
    node.control.sendMessage({ from: 'Jonas', data: binary, serviceType: 'sign', replyToId: 'x', id: 'y' })
    const [first, second] = await stream.received(2)
    expect(first?.data).toEqual(Buffer.from('one'))
    expect(second).toMatchObject({
      data: Buffer.from(binary),
      service_type: 'sign',
      reply_to_id: 'x',
      id: 'y'
    })
  })

  it('does not replay messages that were sent without a subscriber', async () => {
    const { node, client } = await runNodeWithClient()
    expect(node.control.sendMessage({ from: 'Mira', data: 'nobody hears this' }).delivered).toBe(0)
    const stream = client.subscribe()
    await node.control.subscribed()
    node.control.sendMessage({ from: 'Mira', data: 'this is heard' })
    expect((await stream.received(1))[0]?.data).toEqual(Buffer.from('this is heard'))
    expect(node.messages.lost).toBe(1)
  })

  it('sends no headers before the first message, like the real node', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    await client.failure('CheckInvoice')
    expect(stream.headers).toBe(undefined)
    node.control.sendMessage({ from: 'Mira', data: '' })
    await stream.received(1)
    expect(stream.headers).toBeDefined()
  })

  it('delivers a flood in order, and messages larger than a client accepts', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    for (let n = 1; n <= 5_000; n += 1) node.control.sendMessage({ from: 'Mira', data: String(n) })
    const messages = await stream.received(5_000)
    expect(messages.map(({ data }) => String(data))).toEqual(
      Array.from({ length: 5_000 }, (_, n) => String(n + 1))
    )
    node.control.sendMessage({ from: 'Mira', data: Buffer.alloc(5_000_000) })
    // By default a client accepts no more than 4 MiB.
    expect(await stream.ended).toBe(status.RESOURCE_EXHAUSTED)
  })

  it('carries int64 amounts beyond what a number can hold', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    node.control.sendMessage({ from: 'Mira', data: '', amountSat: 9_223_372_036_854_775_807n })
    expect((await stream.received(1))[0]?.amount).toBe('9223372036854775807')
  })

  it('counts the open streams, and notices when one is closed', async () => {
    const { node, client } = await runNodeWithClient()
    const first = client.subscribe()
    client.subscribe()
    await node.control.subscribed(2)
    first.cancel()
    await node.control.subscribed(1)
    expect(node.messages.peakSubscribers).toBe(2)
  })

  it('ends gracefully or with a status, on request', async () => {
    const { node, client } = await runNodeWithClient()
    const first = client.subscribe()
    await node.control.subscribed()
    node.control.endStreams()
    expect(await first.ended).toBe(status.OK)
    const second = client.subscribe()
    await node.control.subscribed()
    node.control.endStreams({ code: status.INTERNAL, text: 'Stream error' })
    expect(await second.ended).toBe(status.INTERNAL)
  })

  it('ends gracefully when the node is stopped', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    await node.stop()
    expect(await stream.ended).toBe(status.OK)
  })

  it('sends any bytes as a frame', async () => {
    const { node, client } = await runNodeWithClient()
    const stream = client.subscribe()
    await node.control.subscribed()
    node.control.sendFrame(Uint8Array.of(0xff))
    expect(await stream.ended).not.toBe(status.OK)
  })
})

describe('Subscribe, generation 2', () => {
  it('delivers DIDComm JSON', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2 })
    const stream = client.subscribe()
    await node.control.subscribed()
    const { id } = node.control.sendMessage({
      from: 'Mira',
      data: 'hello',
      amountSat: 7n,
      replyToId: 'before'
    })
    const [message] = await stream.received(1)
    expect(message?.amount).toBe('7')
    expect(JSON.parse(String(message?.data))).toMatchObject({
      typ: 'application/didcomm-plain+json',
      id,
      thid: 'before',
      type: 'https://didcomm.org/basicmessage/2.0/message',
      from: node.ledger.peer('Mira')?.did,
      to: [node.ledger.identity.did],
      body: { content: 'hello' }
    })
  })

  it('sends messages of other services with a type of their own', async () => {
    const { node, client } = await runNodeWithClient({ generation: 2 })
    const stream = client.subscribe()
    await node.control.subscribed()
    node.control.sendMessage({ from: 'Tallinn exit', data: '{}', serviceType: 'vpn' })
    const [message] = await stream.received(1)
    expect(JSON.parse(String(message?.data))).toMatchObject({
      type: 'https://impervious.ai/didcomm/vpn/1.0/message'
    })
  })

  it('cannot be read with the types of generation 1', async () => {
    const node = await runNode({ generation: 2 })
    const stream = connect(node, { generation: 1 }).subscribe()
    await node.control.subscribed()
    node.control.sendMessage({ from: 'Mira', data: 'hello' })
    const outcome = await Promise.race([stream.ended, stream.received(1)])
    expect(outcome).not.toMatchObject([{ data: Buffer.from('hello') }])
  })
})
