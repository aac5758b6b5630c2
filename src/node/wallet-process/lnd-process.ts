import { homedir } from 'node:os'
import * as v from 'valibot'
import {
  LndProcessRequestSchema,
  type LndProcessAnswers,
  type LndProcessMessage,
  type LndProcessRequest
} from '../../shared/lnd-process'
import type { LndAccess } from '../backends/lnd/lnd-access'
import type { OpenDatabase } from '../backends/lnd/sqlite'
import { PairingCheckRun, type PassedCheck } from '../pairing/check/pairing-check'
import { GivenDetails } from '../pairing/details/given'
import { readFolder } from '../pairing/details/read-folder'
import { findLocalLnd } from '../pairing/find-local'
import { makeKey } from '../pairing/make-key'
import { revokeKey } from '../pairing/revoke-key'
import { serveLnd, type ServedLnd } from './serve-lnd'
import { endOnBug } from '../end-on-bug'

type Request<Kind extends LndProcessRequest['kind']> = Extract<LndProcessRequest, { kind: Kind }>

export interface LndProcessParts {
  readonly post: (message: LndProcessMessage) => void
  readonly openDatabase: OpenDatabase
  /** Ends the process; called once, when everything has stopped. */
  readonly end: () => void
}

/** Answers the requests of the wallet's main process. One for each process. */
export class LndProcess {
  readonly #parts: LndProcessParts
  readonly #given = new GivenDetails()
  /** Counts what was given and forgotten. A folder that is read for long must not replace newer details. */
  #changes = 0
  #check: PairingCheckRun | undefined
  #passed: PassedCheck | undefined
  /**
   * The given details with which the wallet's key was made. Kept until they have revoked the key of an earlier pairing.
   */
  #maker: LndAccess | undefined
  #served: ServedLnd | undefined
  #stopping = false

  constructor(parts: LndProcessParts) {
    this.#parts = parts
  }

  /**
   * @throws Error for a request that is not of the protocol, which is a bug of the wallet; its message has no secret
   */
  take(data: unknown): void {
    const request = v.safeParse(LndProcessRequestSchema, data)
    if (!request.success) throw new Error('the request is not of the protocol')
    this.#answer(request.output).catch(endOnBug)
  }

  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    this.#forget()
    await this.#served?.stop()
    this.#parts.end()
  }

  async #answer(request: LndProcessRequest): Promise<void> {
    const answer = await this.#do(request)
    this.#parts.post({ event: 'answer', id: request.id, answer })
    if (request.kind === 'stop') await this.stop()
  }

  #do(
    request: LndProcessRequest
  ): LndProcessAnswers[LndProcessRequest['kind']] | Promise<LndProcessAnswers[LndProcessRequest['kind']]> {
    switch (request.kind) {
      case 'give-text':
        return this.#newDetails().giveText(request.text)
      case 'give-files':
        return this.#newDetails().giveFiles(request.files)
      case 'give-folder':
        return this.#giveFolder(request)
      case 'give-access':
        return this.#newDetails().giveAccess(request.access)
      case 'set-address':
        return this.#newDetails().setAddress(request.address)
      case 'find-local':
        return findLocalLnd({
          platform: process.platform,
          home: homedir(),
          localAppData: process.env['LOCALAPPDATA']
        })
      case 'check':
        return this.#runCheck(request)
      case 'make-key':
        return this.#makeKey(request)
      case 'revoke-key':
        return this.#revokeKey(request)
      case 'serve':
        return this.#serve(request)
      case 'forget':
        this.#forget()
        return undefined
      case 'cancel-check':
        this.#cancelCheck()
        return undefined
      case 'stop':
        return undefined
    }
  }

  /**
   * Returns the details, to be changed in the same turn of the event loop. The earlier check is dropped, because it does not
   * apply to other details.
   */
  #newDetails(): GivenDetails {
    this.#changes += 1
    this.#dropCheck()
    return this.#given
  }

  #dropCheck(): void {
    this.#check?.cancel()
    this.#check = undefined
    this.#passed = undefined
    this.#maker = undefined
  }

  /** A check that began while the folder was read used the earlier details, so it is dropped too. */
  async #giveFolder({ folder }: Request<'give-folder'>): Promise<LndProcessAnswers['give-folder']> {
    const change = ++this.#changes
    const read = await readFolder(folder)
    return change === this.#changes ? this.#newDetails().giveFolder(read) : undefined
  }

  /** A check that only waits for the chain was answered before, so its end is posted as an event. */
  #cancelCheck(): void {
    const check = this.#check?.cancel()
    if (check !== undefined) this.#parts.post({ event: 'check', check })
  }

  #forget(): void {
    this.#newDetails().forget()
  }

  async #runCheck({ socks, expect, trusted, trust }: Request<'check'>): Promise<LndProcessAnswers['check']> {
    this.#dropCheck()
    const given = this.#given
    const { address, cert, macaroon, keysend } = given.pieces
    if (address === undefined || macaroon === undefined) return { running: false, steps: [], findings: {} }
    const check = new PairingCheckRun({
      address,
      cert,
      macaroon,
      keysend,
      home: given.home,
      socks,
      expect,
      trusted,
      trust,
      keepTrusted: (pem) => {
        if (this.#check === check) given.trust(pem)
      },
      tell: (progress) => this.#parts.post({ event: 'check', check: progress })
    })
    this.#check = check
    const ended = await check.run()
    if (this.#check === check) this.#passed = check.passed
    return ended
  }

  async #makeKey({ rights, keepGiven }: Request<'make-key'>): Promise<LndProcessAnswers['make-key']> {
    const passed = this.#passed
    if (passed === undefined) return { ok: false, code: 'not-checked' }
    const made = keepGiven
      ? { ok: true as const, value: { access: passed.access, rootKeyId: undefined } }
      : await makeKey(passed.access, passed.pubkey, rights)
    if (!made.ok) return { ok: false, ...made.error }
    // The wallet now has its own key, or keeps the given one.
    this.#forget()
    if (!keepGiven) this.#maker = passed.access
    return { ok: true, access: walletAccess(made.value.access), rootKeyId: made.value.rootKeyId }
  }

  async #revokeKey({ rootKeyId }: Request<'revoke-key'>): Promise<boolean> {
    const maker = this.#maker
    this.#maker = undefined
    return maker !== undefined && (await revokeKey(maker, rootKeyId))
  }

  async #serve(request: Request<'serve'>): Promise<LndProcessAnswers['serve']> {
    await this.#served?.stop()
    this.#served = undefined
    try {
      this.#served = await serveLnd(request, {
        openDatabase: this.#parts.openDatabase,
        tell: (status) => this.#parts.post(status)
      })
      return { ok: true, grpc: this.#served.grpc }
    } catch (error) {
      return {
        ok: false,
        code: 'not-started',
        detail: error instanceof Error ? error.message : String(error)
      }
    }
  }
}

function walletAccess({ address, cert, macaroon, socks }: LndAccess) {
  return {
    address,
    macaroon,
    ...(cert === undefined ? {} : { cert }),
    ...(socks === undefined ? {} : { socks })
  }
}
