import * as v from 'valibot'
import {
  LndProcessRequestSchema,
  type LndProcessAnswers,
  type LndProcessMessage,
  type LndProcessRequest
} from '../../shared/lnd-process'
import type { OpenDatabase } from '../backends/lnd/sqlite'
import { parseLndconnect } from '../backends/lnd/lndconnect'
import { startImpNode, StartError, type RunningImpNode } from '../imp-node'
import { parseListenAddress } from '../net/listen-address'

type Request<Kind extends LndProcessRequest['kind']> = Extract<LndProcessRequest, { kind: Kind }>

/** Answers the requests of the wallet's main process. One for each process. */
export class LndProcess {
  readonly #post: (message: LndProcessMessage) => void
  readonly #openDatabase: OpenDatabase
  readonly #end: () => void
  #node: RunningImpNode | undefined

  /** `end` ends the process; called once everything is stopped. */
  constructor(parts: {
    readonly post: (message: LndProcessMessage) => void
    readonly openDatabase: OpenDatabase
    readonly end: () => void
  }) {
    this.#post = parts.post
    this.#openDatabase = parts.openDatabase
    this.#end = parts.end
  }

  /** @throws Error for a request that is not of the protocol, which is a mistake of the wallet; it holds no secret */
  take(data: unknown): void {
    const request = v.safeParse(LndProcessRequestSchema, data)
    if (!request.success) throw new Error('the request is not of the protocol')
    void this.#answer(request.output)
  }

  async stop(): Promise<void> {
    await this.#node?.stop()
    this.#node = undefined
    this.#end()
  }

  async #answer(request: LndProcessRequest): Promise<void> {
    const answer = await this.#do(request)
    this.#post({ event: 'answer', id: request.id, answer })
    if (request.kind === 'stop') await this.stop()
  }

  async #do(request: LndProcessRequest): Promise<LndProcessAnswers[LndProcessRequest['kind']]> {
    switch (request.kind) {
      case 'give-text': {
        const link = parseLndconnect(request.text)
        if (!link.ok) {
          return {
            ok: false,
            code: link.error.code === 'not-lndconnect' ? 'not-recognised' : link.error.code
          }
        }
        const { address } = link.value
        return {
          ok: true,
          details: {
            form: 'lndconnect',
            address,
            fingerprint: undefined,
            hasMacaroon: true,
            host: undefined
          }
        }
      }
      case 'give-files':
      case 'give-folder':
      case 'give-access':
      case 'set-address':
        return { ok: false, code: 'not-recognised' }
      case 'find-local':
        return []
      case 'check':
        return { running: false, steps: [], findings: {} }
      case 'make-key':
        return { ok: false, code: 'not-checked' }
      case 'serve':
        return this.#serve(request)
      case 'forget':
      case 'cancel-check':
      case 'stop':
        return undefined
    }
  }

  async #serve({
    access,
    expect,
    listen,
    apiKey,
    dataFolder
  }: Request<'serve'>): Promise<LndProcessAnswers['serve']> {
    try {
      this.#node = await startImpNode({
        grpc: parseListenAddress(listen),
        http: undefined,
        readAccess: () => ({ ...access, cert: access.cert }),
        network: expect.network,
        dataFolder,
        apiKey,
        tls: undefined,
        openDatabase: this.#openDatabase
      })
    } catch (error) {
      if (!(error instanceof StartError)) throw error
      return { ok: false, code: 'not-started', detail: error.message }
    }
    this.#post({ event: 'status', status: 'ok' })
    return { ok: true, grpc: this.#node.addresses.grpc }
  }
}
