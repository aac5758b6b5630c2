import { once } from 'node:events'
import type { Server } from 'node:net'
import { Calls, NO_LINK } from '../../../../src/main/node-client/calls'
import { DEADLINES } from '../../../../src/main/node-client/deadlines'
import { GrpcTransport } from '../../../../src/main/node-client/grpc/grpc-transport'
import { HttpTransport } from '../../../../src/main/node-client/http/http-transport'
import type { Transport } from '../../../../src/main/node-client/transport'
import { parseAddress } from '../../../../src/shared/domain/address'
import { seededRandom, type Random } from '../fault-matrix/random'
import { grpcNode } from './grpc-node'
import { httpNode } from './http-node'
import { isListed, type Said } from './words'
import { payOrder } from '../../fixtures/pay-order'

const DEADLINE_MS = 150
/** Far above any delay of a busy machine: a call past it hangs. */
const HANGS_MS = 10_000
const LANES_EACH = 4
const BEAT_MS = 50
const MOST_BUSY_MICROS = 1_000_000
const HANGING = { kind: 'hangs' } as const

export interface FuzzFailure {
  /** Of the case: `runWireFuzz(1, seed)` gives the same answer again. Of the first case where the process failed. */
  readonly seed: number
  readonly wire: 'grpc' | 'http' | 'process'
  readonly what: string
}

/** Pays over real wires to hostile nodes. Returns every case in which the client broke a promise; none: it held. */
export async function runWireFuzz(
  count: number,
  firstSeed: number,
  done: (cases: number) => void = () => undefined
): Promise<{ failures: readonly FuzzFailure[]; kinds: ReadonlyMap<string, number> }> {
  const failures: FuzzFailure[] = []
  const kinds = new Map<string, number>()
  const stray = (error: unknown) => {
    failures.push({ seed: firstSeed, wire: 'process', what: `nobody handled: ${String(error)}` })
  }
  process.on('unhandledRejection', stray)
  process.on('uncaughtException', stray)
  const stopBeats = watchEventLoop((micros) => {
    failures.push({ seed: firstSeed, wire: 'process', what: `the event loop was busy for ${micros} µs` })
  })
  // An even seed is a case of gRPC, an odd one of HTTP.
  const odd = firstSeed % 2
  const next = { grpc: firstSeed + odd, http: firstSeed + 1 - odd }
  const take = (wire: 'grpc' | 'http') => {
    const seed = next[wire]
    next[wire] += 2
    return seed
  }
  let cases = 0
  const lane = async (wire: 'grpc' | 'http') => {
    const one = await openLane(wire)
    try {
      for (let seed = take(wire); seed < firstSeed + count; seed = take(wire)) {
        const { kind, problem } = await one.run(seed)
        kinds.set(`${wire} ${kind}`, (kinds.get(`${wire} ${kind}`) ?? 0) + 1)
        if (problem !== undefined) failures.push({ seed, wire, what: problem })
        cases += 1
        done(cases)
      }
    } finally {
      one.close()
    }
  }
  try {
    await Promise.all(Array.from({ length: LANES_EACH }, () => [lane('grpc'), lane('http')]).flat())
  } finally {
    stopBeats()
    process.off('unhandledRejection', stray)
    process.off('uncaughtException', stray)
  }
  return { failures, kinds }
}

/** One node and one client; a wire that broke is replaced. */
async function openLane(wire: 'grpc' | 'http') {
  let random: Random = () => 0
  let said: Said[] = []
  const hear = (words: Said) => void said.push(words)
  const server: Server = wire === 'grpc' ? grpcNode(() => random, hear) : httpNode(() => random, hear)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const where = `${wire === 'http' ? 'http://' : ''}127.0.0.1:${address.port}`
  let transport: Transport | undefined
  const fresh = async (): Promise<Transport> => {
    const made = transportTo(where)
    if (wire === 'grpc') {
      const failure = await made.open()
      if (failure !== undefined) throw new Error(`the wire did not open: ${failure.code}`)
      made.onBroken(() => {
        if (transport === made) transport = undefined
      })
    }
    return made
  }
  return {
    run: async (seed: number): Promise<{ kind: string; problem?: string }> => {
      transport ??= await fresh()
      const wired = transport
      random = seededRandom(seed)
      said = []
      const heard = said
      const link = { ...NO_LINK, transport: () => wired }
      const calls = new Calls(link, { ...DEADLINES, payInvoice: DEADLINE_MS })
      try {
        const answer = await settledInTime(calls.payInvoice(payOrder('lnbcrt1')))
        if (answer.kind === 'hangs') {
          wired.destroy()
          transport = undefined
          return { kind: 'hangs', problem: `no end after ${HANGS_MS} ms` }
        }
        // The wire broke between two calls, so that this one never left.
        if (answer.kind === 'not-sent') {
          wired.destroy()
          if (transport === wired) transport = undefined
        }
        const lied = answer.kind === 'failed' && !heard.some(isListed)
        return lied
          ? {
              kind: answer.kind,
              problem: `failed without proof: ${answer.text}; said: ${JSON.stringify(heard)}`
            }
          : { kind: answer.kind }
      } catch (error) {
        return { kind: 'threw', problem: `threw ${String(error)}` }
      }
    },
    close: () => {
      transport?.destroy()
      server.close()
    }
  }
}

async function settledInTime<T>(call: Promise<T>): Promise<T | typeof HANGING> {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<typeof HANGING>((resolve) => {
    timer = setTimeout(() => resolve(HANGING), HANGS_MS)
  })
  return Promise.race([call, hangs]).finally(() => clearTimeout(timer))
}

function transportTo(text: string): Transport {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(text)
  const parts = { handshake: undefined, apiKey: undefined }
  return address.value.kind === 'http'
    ? new HttpTransport({ address: address.value, ...parts }, 5_000)
    : new GrpcTransport({ address: address.value, ...parts, connectMs: 5_000 })
}

/** By processor time, so that other programs on the machine do not count. */
function watchEventLoop(tooBusy: (micros: number) => void): () => void {
  let before = process.cpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    if (user + system > MOST_BUSY_MICROS) tooBusy(user + system)
  }, BEAT_MS)
  return () => clearInterval(timer)
}
