import type { LndProcessRequest } from '../../../src/shared/lnd-process'
import { fail, ok, type Result } from '../../../src/shared/result'
import type { LndNodeStatus } from '../../../src/main/platform/process/lnd-node-messages'
import type {
  LndNode,
  LndNodeListener,
  StartLndNode
} from '../../../src/main/platform/process/lnd-node-process'

/** A process of an LND's node whose answers the test gives. */
export interface FakeLndNode {
  readonly listener: LndNodeListener
  readonly asked: Asked[]
  stopped: boolean
  /** Ends the process without `stop`. */
  crash(): void
  status(status: Omit<LndNodeStatus, 'event'>): void
}

/** A request without its id. */
export type Asked = Readonly<Record<string, unknown>> & { readonly kind: LndProcessRequest['kind'] }
/** `undefined` leaves the request open until the process ends. */
export type Answering = (request: Asked) => unknown

/** Starts processes that answer at once with the result of `answer`. */
export function fakeLndNodes(answer: Answering) {
  const nodes: FakeLndNode[] = []
  const start: StartLndNode = (listener) => {
    const open = new Set<(answer: Result<never, 'process-failed'>) => void>()
    const failAll = () => {
      for (const settle of open) settle(fail('process-failed'))
    }
    const node: FakeLndNode = {
      listener,
      asked: [],
      stopped: false,
      crash: () => {
        failAll()
        listener.lost()
      },
      status: (status) => {
        listener.status({ event: 'status', ...status })
      }
    }
    nodes.push(node)
    const ask = (request: Asked): Promise<Result<unknown, 'process-failed'>> => {
      node.asked.push(request)
      const answered = answer(request)
      if (answered !== OPEN) return Promise.resolve(ok(answered))
      return new Promise((resolve) => open.add(resolve))
    }
    return {
      ask: ask as LndNode['ask'],
      stop: () => {
        node.stopped = true
        failAll()
        return Promise.resolve()
      }
    }
  }
  const last = (): FakeLndNode => {
    const node = nodes.at(-1)
    if (node === undefined) throw new Error('no process was started')
    return node
  }
  return { start, nodes, last }
}

/** The result of `answer` for a request that gets no answer. */
export const OPEN = Symbol('open')
