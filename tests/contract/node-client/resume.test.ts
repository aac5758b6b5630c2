import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { connectTo } from '../../support/processes/node-client'
import { announceReplay, frameBytes, RawNode, statusBytes } from './raw-node'

const PUBKEY = `03${'b'.repeat(64)}`

describe('a node that replays', () => {
  it('gets the id of the last stored message, and its announcement reaches the wallet', async () => {
    const node = new RawNode()
    node.onSubscribe = (stream) => {
      announceReplay(stream)
      stream.write(frameBytes(`message-${node.subscriptions.length}`, 'Hello'))
    }
    const { recorder } = connectTo(await node.start())
    await recorder.until('the first message is there', () => recorder.messages.length === 1)
    expect(node.subscriptions[0]?.get('imp-resume-after')).toEqual([])
    expect(recorder.replays).toBe(0)
    node.endStreams()
    await recorder.until('the second message is there', () => recorder.messages.length === 2)
    await recorder.until('the replay is told', () => recorder.replays === 1)
    expect(node.subscriptions[1]?.get('imp-resume-after')).toEqual(['message-1'])
  })

  it('is trusted to replay only if it announces that', async () => {
    const node = new RawNode()
    node.onSubscribe = (stream) => {
      stream.write(frameBytes(`message-${node.subscriptions.length}`, 'Hello'))
    }
    const { recorder } = connectTo(await node.start())
    await recorder.until('the first message is there', () => recorder.messages.length === 1)
    node.endStreams()
    await recorder.until('the second message is there', () => recorder.messages.length === 2)
    await recorder.until('the stream is open again', () => recorder.streams.at(-1) === 'opened')
    expect(recorder.replays).toBe(0)
  })
})

describe('the first calls of a new connection', () => {
  it('are only Status, which reports the key of the node and whether its Lightning node is up', async () => {
    const node = new RawNode()
    node.answers.set('Status', () => ({ bytes: statusBytes(PUBKEY, true) }))
    const { connection, reaches } = connectTo(await node.start())
    await reaches('ready')
    expect(node.called).toEqual(['Status'])
    expect(connection.namedKey).toBe(PUBKEY)
    node.answers.set('Status', () => ({ bytes: statusBytes(PUBKEY, false) }))
    expect(await connection.calls.identify?.()).toEqual({
      ok: true,
      value: { pubkey: PUBKEY, lightningUp: false }
    })
  })

  it('are Status and ListPayments at a node without Status, never GetChannels or ListInvoices', async () => {
    const node = new RawNode()
    const { connection, reaches } = connectTo(await node.start())
    await reaches('ready')
    expect(node.called).toEqual(['Status', 'ListPayments'])
    expect(connection.namedKey).toBeUndefined()
    expect(connection.calls.identify).toBeUndefined()
  })

  it('detect that the key is refused', async () => {
    const node = new RawNode()
    node.answers.set('Status', () => ({ code: status.PERMISSION_DENIED, text: 'no permission' }))
    const { connection, reaches } = connectTo(await node.start(), { apiKey: 'wrong' })
    await reaches('blocked')
    expect(connection.state).toMatchObject({ failure: { code: 'key-refused' } })
  })
})
