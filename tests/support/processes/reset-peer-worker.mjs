// @ts-check
import { createSecureServer } from 'node:http2'
import { createServer } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Answers every call with an empty message, over TLS. For the thread that started it, which blocks while it waits, the
 * signals are numbers in shared memory. The other port only sends a byte.
 * @type {{ readonly tls: { readonly key: string, readonly cert: string }, readonly signals: Int32Array }}
 */
const { tls, signals } = workerData

/** @type {import('node:net').Socket | undefined} */
let connection
/** @type {import('node:net').Socket | undefined} */
let bell
let armed = false

/** @param {number} signal */
function raise(signal) {
  Atomics.store(signals, signal, 1)
  Atomics.notify(signals, signal)
}

const peer = createSecureServer(tls)
peer.on('connection', (raw) => {
  connection = raw
  raw.on('error', () => undefined)
})
peer.on('session', (session) => session.on('error', () => undefined))
peer.on('stream', (stream) => {
  stream.on('error', () => undefined)
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  stream.once('close', () => {
    if (!armed) return
    armed = false
    // After the response: the two arrive in this order.
    setImmediate(() => bell?.write('!', () => raise(1)))
  })
  // A message of gRPC without content: not compressed, 0 bytes.
  stream.end(Buffer.alloc(5))
})

const bells = createServer((socket) => {
  bell = socket
  socket.on('error', () => undefined)
})

parentPort?.on('message', (/** @type {'arm' | 'reset'} */ order) => {
  if (order === 'arm') {
    armed = true
    raise(0)
  } else {
    connection?.once('close', () => raise(2))
    connection?.resetAndDestroy()
  }
})

peer.listen(0, '127.0.0.1', () => {
  bells.listen(0, '127.0.0.1', () => parentPort?.postMessage([portOf(peer), portOf(bells)]))
})

/** @param {import('node:net').Server} server */
function portOf(server) {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}
