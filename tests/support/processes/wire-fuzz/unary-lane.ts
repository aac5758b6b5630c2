import { once } from 'node:events'
import type { Server } from 'node:net'
import { Calls, NO_LINK } from '../../../../src/main/node-client/calls'
import { DEADLINES, type Deadlines } from '../../../../src/main/node-client/deadlines'
import { GrpcTransport } from '../../../../src/main/node-client/grpc/grpc-transport'
import { HttpTransport } from '../../../../src/main/node-client/http/http-transport'
import type { Transport } from '../../../../src/main/node-client/transport'
import { parseAddress } from '../../../../src/shared/domain/address'
import { seededRandom } from '../fault-matrix/random'
import type { FuzzedCall, Judged } from './calls'
import { grpcNode } from './grpc-node'
import type { HostileCase } from './hostile'
import { httpNode } from './http-node'
import { HONEST } from './payloads'
import { HANGS_MS, settledInTime } from './settled-in-time'
import { watchCase } from './watch-case'
import type { Said } from './words'

export type Wire = 'grpc' | 'http'

const CALL_MS = 300
const FAST: Deadlines = {
  ...DEADLINES,
  ...{ payInvoice: CALL_MS, sendMessage: CALL_MS, generateInvoice: CALL_MS, checkInvoice: CALL_MS },
  ...{ getSpendable: CALL_MS, listPayments: CALL_MS, status: CALL_MS },
  ...{ getInfo: CALL_MS, trackPayment: CALL_MS, estimateFee: CALL_MS, trackMessage: CALL_MS }
}

/** One hostile node and one client; a broken connection is replaced. */
export async function openUnaryLane(wire: Wire) {
  let played: HostileCase | undefined
  const current = (): HostileCase => {
    if (played === undefined) throw new Error('no case is played')
    return played
  }
  const server: Server = wire === 'grpc' ? grpcNode(current) : httpNode(current)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const where = `${wire === 'http' ? 'http://' : ''}127.0.0.1:${address.port}`
  let transport: Transport | undefined
  const drop = (used: Transport) => {
    used.destroy()
    if (transport === used) transport = undefined
  }
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
    run: async (seed: number, call: FuzzedCall | 'watch'): Promise<Judged> => {
      transport ??= await fresh()
      const used = transport
      const heard: Said[] = []
      const method = call === 'watch' ? 'WatchInvoices' : call.method
      played = {
        random: seededRandom(seed),
        honest: HONEST[method],
        listed: call === 'watch' ? undefined : call.listed,
        said: (words) => void heard.push(words)
      }
      const link = {
        ...NO_LINK,
        transport: () => used,
        isExtended: () => call === 'watch' || call.extended,
        reportsStatus: () => true,
        watchInvoices: used.watchInvoices.bind(used)
      }
      const calls = new Calls(link, FAST)
      try {
        const judge = await settledInTime(call === 'watch' ? watchCase(calls, CALL_MS) : call.run(calls))
        if (judge === 'hangs') {
          drop(used)
          return { kind: 'hangs', problem: `no end after ${HANGS_MS} ms` }
        }
        const judged = judge(heard)
        // The connection broke between two calls, so that this one never left.
        if (judged.kind === 'not-sent' || judged.kind === 'not-connected') drop(used)
        return judged
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

function transportTo(text: string): Transport {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(text)
  const parts = { handshake: undefined, apiKey: undefined }
  return address.value.kind === 'http'
    ? new HttpTransport({ address: address.value, ...parts }, 5_000)
    : new GrpcTransport({ address: address.value, ...parts, connectMs: 5_000 })
}
