import { once } from 'node:events'
import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'
import { Metadata, status, type Client } from '@grpc/grpc-js'

const METHOD = '/test.Peer/Call'
/** Indexes of the signals in shared memory. */
const ARMED = 0
const ANSWERED = 1
const RESET = 2

/**
 * Calls over a connection whose reset is met by a write, before any read: the client's thread blocks while the peer
 * resets the connection, and then writes twice before it can read again. Resolves with the statuses of the two calls.
 * @param open a client for this `host:port`
 */
export async function callsAfterReset(
  tls: { readonly key: string; readonly cert: string },
  open: (address: string) => Client
): Promise<status[]> {
  const signals = new Int32Array(new SharedArrayBuffer(12))
  const worker = new Worker(new URL('./reset-peer-worker.mjs', import.meta.url), {
    workerData: { tls, signals }
  })
  const [[port, bellPort]] = (await once(worker, 'message')) as [[number, number]]
  const bell = connect(bellPort, '127.0.0.1')
  const client = open(`127.0.0.1:${port}`)
  try {
    await once(bell, 'connect')
    await call(client)
    const order = (what: 'arm' | 'reset', signal: number) => {
      worker.postMessage(what)
      Atomics.wait(signals, signal, 0)
    }
    order('arm', ARMED)
    const first = call(client).then(() => {
      order('reset', RESET)
      return call(client)
    })
    // In the same round of the event loop as the response, which the system delivers first.
    const second = once(bell, 'data').then(() => call(client))
    await written()
    Atomics.wait(signals, ANSWERED, 0)
    return await Promise.all([first, second])
  } finally {
    client.close()
    bell.destroy()
    await worker.terminate()
  }
}

function call(client: Client): Promise<status> {
  const bytes = (value: Buffer) => value
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      METHOD,
      bytes,
      bytes,
      Buffer.alloc(0),
      new Metadata(),
      { deadline: Date.now() + 5_000 },
      (error) => resolve(error?.code ?? status.OK)
    )
  })
}

/** HTTP/2 writes a new call after a round of the event loop. */
async function written(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve))
}
