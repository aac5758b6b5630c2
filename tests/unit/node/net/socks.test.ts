import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectThroughSocks, isSocks } from '../../../../src/node/net/socks'
import { SocksForwarder } from '../../../../src/node/net/socks-forwarder'

const TO = { host: 'abcdefghijklmnop.onion', port: 10_009 }

async function listen(server: Server): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { address, port } = server.address() as AddressInfo
  return { host: address, port }
}

/** A SOCKS5 proxy that answers with this code and then echoes; `asked` has the requests. */
async function runProxy(reply: number, bound = Buffer.from([1, 0, 0, 0, 0])) {
  const asked: Buffer[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request) => {
        asked.push(Buffer.from(request))
        // In pieces, as over a slow connection.
        for (const byte of Buffer.concat([Buffer.from([5, reply, 0]), bound, Buffer.alloc(2)]))
          socket.write(Buffer.from([byte]))
        if (reply === 0) socket.pipe(socket)
        else socket.end()
      })
    })
  })
  return { proxy: await listen(server), asked }
}

const never = () => new AbortController().signal

describe('a connection through a SOCKS5 proxy', () => {
  it.each([
    ['an IPv4 address', Buffer.from([1, 0, 0, 0, 0])],
    ['a name', Buffer.from([3, 2, 97, 98])],
    ['an IPv6 address', Buffer.from([4, ...Buffer.alloc(16)])]
  ])('lets the proxy resolve the name, and starts after its answer with %s', async (_what, bound) => {
    const { proxy, asked } = await runProxy(0, bound)
    const socket = await connectThroughSocks(proxy, TO, never())
    const name = Buffer.from(TO.host)
    expect(asked).toEqual([
      Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([0x27, 0x19])])
    ])
    socket.write('hello')
    const [echo] = (await once(socket, 'data')) as [Buffer]
    expect(echo.toString()).toBe('hello')
    socket.destroy()
  })

  it.each([
    [1, 'unreachable'],
    [4, 'unreachable'],
    [5, 'refused'],
    [6, 'timed-out'],
    [0xf0, 'unreachable'],
    [99, 'unreachable']
  ])('that the proxy answers with %d fails as %s', async (reply, code) => {
    const { proxy } = await runProxy(reply)
    await expect(connectThroughSocks(proxy, TO, never())).rejects.toMatchObject({ code })
  })

  it('fails if something else listens', async () => {
    const other = await listen(
      createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400\r\n'))
    )
    await expect(connectThroughSocks(other, TO, never())).rejects.toMatchObject({ code: 'not-socks' })
    expect(await isSocks(other, never())).toBe(false)
    expect(await isSocks((await runProxy(0)).proxy, never())).toBe(true)
  })

  it('ends when it is aborted', async () => {
    const silent = await listen(createServer((socket) => socket.on('error', () => undefined)))
    const abort = new AbortController()
    const connecting = connectThroughSocks(silent, TO, abort.signal)
    abort.abort(new Error('over'))
    await expect(connecting).rejects.toThrow('over')
  })
})

describe('a forwarder', () => {
  it('leads a plain connection through the proxy, and closes it when the forwarder ends', async () => {
    const { proxy, asked } = await runProxy(0)
    const forwarder = await SocksForwarder.open(proxy, TO)
    const [host = '', port] = forwarder.address.split(':')
    const socket = connect(Number(port), host)
    socket.write('through')
    const [echo] = (await once(socket, 'data')) as [Buffer]
    expect(echo.toString()).toBe('through')
    expect(asked).toHaveLength(1)
    const closed = once(socket, 'close')
    forwarder.close()
    await closed
  })
})
