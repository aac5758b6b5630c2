import { once } from 'node:events'
import { join } from 'node:path'
import type { Clock } from '../../../../src/main/clock'
import { createNodeConnection } from '../../../../src/main/node-client/connection'
import { Database } from '../../../../src/main/store/database'
import { openSession } from '../../../../src/main/wallet/session'
import { sat } from '../../../../src/shared/money'
import { FEE_LIMIT } from '../../fixtures/fee-limit'
import { removeFolder, temporaryFolder } from '../../fixtures/temporary-folder'
import { seededRandom } from '../fault-matrix/random'
import type { Judged } from './calls'
import { grpcStreams } from './grpc-streams'
import type { OpenStream } from './hostile'
import { httpStreams } from './http-streams'
import { HONEST, subscribedMessage, type Payload } from './payloads'
import { HANGS_MS, settledInTime } from './settled-in-time'
import type { Wire } from './unary-lane'

/** A stream that stays open and silent is cut after this time. Milliseconds. */
const SILENCE_MS = 30
/** The waits between two attempts become this short; longer waits, such as those of deadlines, stay. Milliseconds. */
const BACKOFF_MS = 1

const QUICK_CLOCK: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms <= 1_000 ? BACKOFF_MS : ms)
    return () => clearTimeout(timer)
  }
}

interface Sent {
  readonly id: string
  readonly text: string
  readonly payload: Payload
}

/**
 * A wallet with real records at a node that replays its messages and then does something hostile on the stream. Each
 * case is one stream. What the node promised to deliver must be in the records in the end, once each.
 */
export async function openStreamLane(wire: Wire) {
  const sent: Sent[] = []
  const announced = new Set<string>()
  /** The wallet has named a later message as its last one, so it has these. */
  let confirmed = 0
  let onStream: (stream: OpenStream) => void = () => undefined
  const nextStream = () => new Promise<OpenStream>((resolve) => (onStream = resolve))
  const server = (wire === 'grpc' ? grpcStreams : httpStreams)((stream) => onStream(stream))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const where = `${wire === 'http' ? 'http://' : ''}127.0.0.1:${address.port}`

  const bugs: string[] = []
  const reportBug = (at: string, error: unknown) => void bugs.push(`${at}: ${String(error)}`)
  const tools = { clock: QUICK_CLOCK, random: () => 0, reportBug }
  const folder = temporaryFolder()
  const dbFile = join(folder, 'wallet.db')
  const first = nextStream()
  const opened = openSession({
    ...{ dbFile, recordsExpected: false, ...tools },
    otherAttempts: { find: () => ({ attempt: undefined, unreadable: [] }), paymentsTo: () => 'none' },
    limits: () => ({ clickLimitSat: sat(1n), dayLimitSat: sat(1n), feeLimit: FEE_LIMIT }),
    connect: (listener, sink) =>
      createNodeConnection({
        ...{ profile: { address: where, security: { kind: 'loopback' } }, apiKey: undefined },
        ...{ listener, sink, ...tools }
      }),
    emit: (event, payload) => {
      if (event === 'messagesArrived' && Array.isArray(payload)) {
        for (const { line } of payload) announced.add(String(line))
      }
      // The person tries again.
      if (event === 'state') setImmediate(() => tryAgain())
    }
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const session = opened.value
  const tryAgain = () => {
    if (session.state.connection.phase === 'blocked') session.retryNow()
  }
  let pending = await settledInTime(first)
  if (pending === 'hangs') throw new Error('the wallet opened no stream')

  /** The messages that the wallet does not have yet, by its own report. */
  const missing = ({ resumeAfter }: OpenStream): Payload[] => {
    const last = sent.findIndex(({ id }) => id === resumeAfter)
    confirmed = Math.max(confirmed, last + 1)
    return sent.slice(confirmed).map(({ payload }) => payload)
  }

  return {
    run: async (seed: number): Promise<Judged> => {
      if (pending === 'hangs') return { kind: 'hangs' }
      const random = seededRandom(seed)
      for (let more = Math.floor(random() * 3); more >= 0; more--) {
        const [id, text] = [`m${sent.length}`, `honest ${sent.length}`]
        sent.push({ id, text, payload: subscribedMessage(id, text) })
      }
      const stream = pending
      const next = nextStream()
      await stream.play(missing(stream), {
        ...{ random, honest: HONEST.Subscribe, listed: undefined, said: () => undefined }
      })
      const silence = setTimeout(() => stream.cut(), SILENCE_MS)
      pending = await settledInTime(next)
      clearTimeout(silence)
      const [bug] = bugs.splice(0)
      if (bug !== undefined) return { kind: 'threw', problem: `threw ${bug}` }
      const { phase } = session.state.connection
      return pending === 'hangs'
        ? { kind: 'hangs', problem: `no other stream after ${HANGS_MS} ms, the connection is ${phase}` }
        : { kind: 'reconnected' }
    },
    /** Returns the promises that the wallet broke over all cases. */
    close: async (): Promise<string[]> => {
      if (pending !== 'hangs') {
        await pending.play(missing(pending), undefined)
        const deadline = Date.now() + HANGS_MS
        while (sent.some(({ text }) => !announced.has(text)) && Date.now() < deadline) {
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      }
      await session.close()
      server.close()
      const problems = recordProblems(dbFile, sent)
      removeFolder(folder)
      return problems
    }
  }
}

function recordProblems(dbFile: string, sent: readonly Sent[]): string[] {
  const database = new Database(dbFile, { readOnly: true })
  try {
    const rows = database.prepare('SELECT text, count(*) AS times FROM messages GROUP BY text').all()
    const times = new Map(rows.map((row) => [row.text('text'), row.int('times')]))
    return sent
      .filter(({ text }) => times.get(text) !== 1)
      .map(({ text }) => `a message that the node replays is there ${times.get(text) ?? 0} times: ${text}`)
  } finally {
    database.close()
  }
}
