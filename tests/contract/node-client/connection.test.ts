import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { Server, ServerCredentials, status } from '@grpc/grpc-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { probeNode } from '../../../src/main/node-client/probe'
import { NO_CAPABILITIES, type Capabilities } from '../../../src/shared/domain/node'
import { deadAddress, demoNode } from '../../support/processes/demo-node'
import { behaveLikeANode, http2Node } from '../../support/fakes/http2-node'
import { addressOf, connected, KINDS } from '../../support/processes/node-variants'
import { connectTo } from '../../support/processes/node-client'

const offered = (second: boolean): Capabilities => ({
  sendMessage: true,
  getChannels: second,
  listPayments: second,
  listInvoices: second,
  extension: false,
  limitsMessageFees: false
})

describe.each(KINDS)('connecting to $kind', (kind) => {
  it('goes through connecting and syncing to ready, with one stream open', async () => {
    const { node, recorder } = await connected(kind)
    expect(recorder.phases).toEqual(['connecting', 'syncing', 'ready'])
    expect(recorder.streams).toEqual(['opened'])
    expect(node.messages.subscribers).toBe(1)
  })

  it('detects what the node offers, without a trace on the node', async () => {
    const { node, recorder } = await connected(kind)
    const second = kind.generation === 2
    expect(recorder.capabilities).toEqual(offered(second))
    const called = node.calls.all().map(({ method }) => method)
    expect(called).toEqual(second ? ['ListPayments', 'Subscribe'] : ['Subscribe'])
  })

  it('detects that the node sends no messages', async () => {
    const { recorder } = await connected(kind, { messaging: false })
    expect(recorder.capabilities ?? NO_CAPABILITIES).toMatchObject({ sendMessage: false })
  })

  it('probes the node without a subscription', async () => {
    const node = await demoNode({ generation: kind.generation })
    const profile = { address: addressOf(node, kind), security: { kind: 'loopback' as const } }
    const second = kind.generation === 2
    expect(await probeNode({ profile, apiKey: undefined })).toEqual({
      ok: true,
      value: { capabilities: offered(second) }
    })
    expect(node.messages.peakSubscribers).toBe(0)
  })
})

describe('connecting', () => {
  it('reaches a node on a Unix socket', async () => {
    const node = await demoNode({ grpc: `unix:/tmp/imp-node-test-${process.pid}.sock` })
    const { reaches } = connectTo(node.address)
    await reaches('ready')
  })

  it('reports refused if nothing listens, and retries later', async () => {
    const { recorder, reaches } = connectTo(await deadAddress())
    const state = await reaches('backoff')
    expect(state).toMatchObject({ attempt: 1, failure: { code: 'refused', detail: 'ECONNREFUSED' } })
    await recorder.until('it tried twice', () =>
      recorder.states.some((s) => s.phase === 'backoff' && s.attempt === 2)
    )
  })

  it('reports refused if the Unix socket does not exist', async () => {
    const { reaches } = connectTo('unix:/tmp/imp-node-test-nobody.sock')
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'refused', detail: 'ENOENT' } })
  })

  it('reports an unknown name', async () => {
    const { reaches } = connectTo('', {
      profile: { address: 'does-not-exist.invalid:8881', security: { kind: 'plaintext' } }
    })
    expect(await reaches('backoff', 15_000)).toMatchObject({ failure: { code: 'name-not-found' } })
  })

  it('sends nothing to an invalid address, nor to one that should be on this computer and is not', async () => {
    for (const address of ['no address', 'node.example:8881']) {
      const { recorder, reaches } = connectTo(address)
      expect(await reaches('blocked')).toMatchObject({ failure: { code: 'bad-address' } })
      expect(recorder.phases).toEqual(['connecting', 'blocked'])
    }
  })
})

describe('a server that is not an IMP node', () => {
  const port = (server: { address(): unknown }): string => {
    const address = server.address()
    if (typeof address !== 'object' || address === null || !('port' in address)) throw new Error('no port')
    return `127.0.0.1:${String(address.port)}`
  }

  /** A server that sends this text to each client, and nothing else. */
  const greeter = async (greeting: string | undefined) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      if (greeting !== undefined) socket.write(greeting)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return port(server)
  }

  it('is recognised if it is a web server', async () => {
    const server = createHttpServer((_request, response) => response.end('hello'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { reaches } = connectTo(port(server))
    expect(await reaches('blocked')).toMatchObject({ failure: { code: 'not-an-imp-node', detail: 'http1' } })
  })

  it('is recognised if it is another gRPC server', async () => {
    const server = new Server()
    const bound = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, number) =>
        error === null ? resolve(number) : reject(error)
      )
    )
    onTestFinished(() => server.forceShutdown())
    const { recorder, reaches } = connectTo(`127.0.0.1:${bound}`)
    expect(await reaches('blocked')).toEqual({ phase: 'blocked', failure: { code: 'not-an-imp-node' } })
    expect(recorder.streams).toEqual([])
  })

  it.each([
    ['answers everything with a page', { ':status': 200, 'content-type': 'text/html' }, '<html>'.repeat(100)],
    ['answers everything with an empty page', { ':status': 200 }, undefined],
    ['finds nothing', { ':status': 404 }, undefined],
    ['finds every request bad', { ':status': 400 }, 'Bad Request'],
    ['fails at everything', { ':status': 500 }, 'Internal Server Error']
  ])('is recognised if it uses HTTP/2 and %s', async (_, headers, body) => {
    const { address } = await http2Node(({ stream }) => {
      stream.respond(headers, { endStream: body === undefined })
      if (body !== undefined) stream.end(body)
    })
    const { reaches } = connectTo(address)
    expect(await reaches('blocked')).toMatchObject({ failure: { code: 'not-an-imp-node' } })
  })

  it('is recognised if it sends another greeting', async () => {
    const { reaches } = connectTo(await greeter('SSH-2.0-OpenSSH_9.2\r\n'))
    expect(await reaches('blocked')).toMatchObject({ failure: { code: 'not-an-imp-node' } })
  })

  it('times out if it sends nothing', async () => {
    const { reaches } = connectTo(await greeter(undefined), { deadlines: { connect: 300 } })
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'timed-out' } })
  })

  it('times out if it accepts calls but answers none', async () => {
    const { address } = await http2Node(() => undefined)
    const { reaches } = connectTo(address, { deadlines: { sync: 300 } })
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'timed-out' } })
  })

  it('is tried again if a proxy cannot reach the node behind it', async () => {
    const { address } = await http2Node(({ stream }) =>
      stream.respond({ ':status': 502 }, { endStream: true })
    )
    const { reaches } = connectTo(address)
    expect(await reaches('backoff')).toMatchObject({ failure: { code: 'lost' } })
  })
})

describe.each(KINDS)('a lost connection to $kind', (kind) => {
  it('is made again automatically after the node was killed and restarted', async () => {
    const { node, recorder, reaches } = await connected(kind)
    await node.kill()
    expect(await reaches('backoff')).toMatchObject({
      failure: { code: expect.stringMatching(/lost|refused/u) }
    })
    await node.restart()
    await reaches('ready')
    expect(recorder.streams).toEqual(['opened', 'offline', 'opened'])
    expect(node.messages.subscribers).toBe(1)
  })

  it('is made again automatically after the node ended the stream gracefully', async () => {
    const { node, recorder, reaches } = await connected(kind)
    node.control.endStreams()
    await reaches('backoff')
    await reaches('ready')
    expect(recorder.streams).toEqual(['opened', 'offline', 'opened'])
  })

  it('never has two streams at a time, however often it is lost', async () => {
    const { node, connection, reaches } = await connected(kind)
    const losses = [
      () => node.control.endStreams(),
      () => node.control.endStreams({ code: status.UNAVAILABLE, text: 'bye' }),
      () => node.dropConnections()
    ]
    for (const lose of [...losses, ...losses, ...losses]) {
      await reaches('ready')
      lose()
      await reaches('backoff')
      connection.retryNow()
    }
    await reaches('ready')
    expect(node.messages.peakSubscribers).toBe(1)
  })

  it('ends its stream at the node when it is closed', async () => {
    const { node, connection } = await connected(kind)
    await connection.close()
    await node.control.subscribed(0)
  })
})

describe('a node that sends GOAWAY', () => {
  it('is connected again although its stream is still open', async () => {
    const { address, calls } = await http2Node(behaveLikeANode)
    const { recorder, reaches } = connectTo(address)
    await reaches('ready')
    const first = calls.find(({ method }) => method === 'Subscribe')
    first?.session.goaway(0)
    await reaches('backoff')
    await reaches('ready')
    expect(recorder.streams).toEqual(['opened', 'offline', 'opened'])
    expect(calls.filter(({ method }) => method === 'Subscribe')).toHaveLength(2)
    await recorder.until('the first stream is closed', () => first?.stream.closed === true)
  })
})
