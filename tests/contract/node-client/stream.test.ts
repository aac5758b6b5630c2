import { describe, expect, it, onTestFinished } from 'vitest'
import { demoNode } from '../../support/processes/demo-node'
import { faultProxy } from '../../support/processes/fault-proxy'
import { firstGenerationFrame } from '../../support/fixtures/frames'
import { connected, KINDS } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'

const MIB = 1024 * 1024

describe.each(KINDS)('the message stream of $kind', (kind) => {
  it('delivers the message of a peer', async () => {
    const { node, recorder } = await connected(kind)
    const { id } = node.control.sendMessage({
      from: 'Mira',
      data: 'hello ☕',
      amountSat: 21n,
      replyToId: 'r1'
    })
    await recorder.until('a message came', () => recorder.messages.length === 1)
    const mira = node.peers.find(({ name }) => name === 'Mira')
    expect(recorder.messages[0]).toMatchObject({
      id,
      replyToId: 'r1',
      from: kind.generation === 1 ? mira?.pubkey : mira?.did,
      serviceType: 'message',
      amount: 21n
    })
    expect(recorder.texts).toEqual(['hello ☕'])
  })

  it('keeps the order, and delivers messages that arrive together in batches', async () => {
    const { node, recorder } = await connected(kind)
    recorder.store = () => new Promise((resolve) => setTimeout(resolve, 5))
    const texts = Array.from({ length: 2_000 }, (_, index) => `message ${index}`)
    for (const data of texts) node.control.sendMessage({ from: 'Mira', data })
    await recorder.until('all came', () => recorder.messages.length === texts.length)
    expect(recorder.texts).toEqual(texts)
    expect(recorder.batches.length).toBeLessThan(texts.length / 10)
  })

  it('is paused while messages are stored, and loses none', async () => {
    const node = await demoNode({ generation: kind.generation })
    const proxy = await faultProxy(kind.http ? node.httpAddress : node.address)
    const { recorder, reaches } = connectTo(kind.http ? `http://${proxy.address}` : proxy.address)
    await reaches('ready')
    let stored: () => void = () => undefined
    const storing = new Promise<void>((resolve) => {
      stored = resolve
    })
    recorder.store = () => storing
    onTestFinished(() => stored())
    const data = Buffer.alloc(MIB / 4, 'x')
    for (let sent = 0; sent < 160; sent += 1)
      node.control.sendMessage({ from: 'Mira', data, id: String(sent) })
    // No more bytes pass, although most of the 40 MiB are not sent yet.
    let seen = -1
    while (proxy.passed.down !== seen || recorder.batches.length === 0) {
      seen = proxy.passed.down
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    expect(recorder.batches).toHaveLength(1)
    expect(seen).toBeLessThan(16 * MIB)
    stored()
    await recorder.until('all came', () => recorder.messages.length === 160, 20_000)
    expect(recorder.messages.map(({ id }) => id)).toEqual(
      Array.from({ length: 160 }, (_, index) => String(index))
    )
  })

  it('continues after a frame that is not a message, and reports it', async () => {
    const { node, recorder } = await connected(kind)
    node.control.sendFrame(Buffer.from([0x0a, 0xff]))
    node.control.sendMessage({ from: 'Mira', data: 'still here' })
    await recorder.until('the message came', () => recorder.texts.includes('still here'))
    expect(recorder.rejected).toHaveLength(1)
    expect(recorder.streams).toEqual(['opened'])
  })

  it('keeps every message that was received before the node ended it, stored or not', async () => {
    for (const ending of [undefined, { code: 14, text: 'stopping' }]) {
      const { node, recorder, reaches } = await connected(kind)
      let stored: () => void = () => undefined
      const storing = new Promise<void>((resolve) => {
        stored = resolve
      })
      recorder.store = () => storing
      for (let sent = 0; sent < 300; sent += 1) node.control.sendMessage({ from: 'Mira', data: String(sent) })
      node.control.endStreams(ending)
      await reaches('backoff')
      stored()
      await recorder.until('all came', () => recorder.messages.length === 300)
      expect(recorder.texts).toEqual(Array.from({ length: 300 }, (_, index) => String(index)))
    }
  })
})

describe('a gRPC stream', () => {
  it('decodes frames of both generations', async () => {
    const { node, recorder } = await connected({ kind: '', generation: 2, http: false })
    node.control.sendMessage({ from: 'Mira', data: 'second' })
    node.control.sendFrame(firstGenerationFrame({ id: 'a', from_pubkey: '02', data: Buffer.from('first') }))
    await recorder.until('both came', () => recorder.messages.length === 2)
    expect(recorder.texts).toEqual(['second', 'first'])
  })

  it('reports why a frame is not a message', async () => {
    const { node, recorder } = await connected({ kind: '', generation: 1, http: false })
    node.control.sendFrame(Buffer.from([0x0a, 0xff]))
    node.control.sendFrame(Buffer.from([0x08, 0x01]))
    await recorder.until('both were told', () => recorder.rejected.length === 2)
    expect(recorder.rejected).toEqual([
      { reason: 'wire', byteLength: 2 },
      { reason: 'dialect', byteLength: 2 }
    ])
  })
})

describe.each(KINDS.filter(({ generation }) => generation === 1))('a very large message at $kind', (kind) => {
  it('is accepted up to 16 MiB; a larger one is recorded, and the stream opens again', async () => {
    const { node, recorder, reaches } = await connected(kind)
    node.control.sendMessage({ from: 'Mira', data: Buffer.alloc(16 * MIB - 1024, 'a') })
    await recorder.until('the large one came', () => recorder.messages.length === 1, 20_000)
    node.control.sendMessage({ from: 'Mira', data: Buffer.alloc(16 * MIB + 1, 'a') })
    await recorder.until('it was noted', () => recorder.streams.includes('oversized-message'), 20_000)
    await reaches('ready', 20_000)
    node.control.sendMessage({ from: 'Mira', data: 'after' })
    await recorder.until('the next one came', () => recorder.messages.length === 2)
    expect(recorder.streams).toEqual(['opened', 'oversized-message', 'opened'])
  })
})
