import { setTimeout as delay } from 'node:timers/promises'
import * as v from 'valibot'
import type { KeyRights } from '../../../shared/domain/pairing'
import { ok, type Result } from '../../../shared/result'
import type { BackendFailure } from '../../backend'
import type { LndClient } from '../../backends/lnd/lnd-client'
import { PROBES, type Probe } from '../probes'

/** A stream counts as allowed after this time without a refusal. Three times as long over Tor. Milliseconds. */
const STREAM_REFUSED_WITHIN_MS = 3_000

const Anything = v.unknown()

/** Finds out which calls a macaroon permits by asking LND, without changing anything on it. */
export class RightsQuestion {
  readonly #client: LndClient
  readonly #macaroon: string
  readonly #signal: AbortSignal
  /** Whether this macaroon permits CheckMacaroonPermissions; undefined: not tried yet. */
  #canCheck: Promise<boolean> | undefined

  /** `macaroon`: hex. */
  constructor(client: LndClient, macaroon: string, signal: AbortSignal) {
    this.#client = client
    this.#macaroon = macaroon
    this.#signal = signal
  }

  /** Fails if LND does not tell: it is unreachable, locked, or does not know this macaroon. */
  async may(right: keyof KeyRights): Promise<Result<boolean, BackendFailure>> {
    const canCheck = await (this.#canCheck ??= this.#tryCheck())
    const answers = await Promise.all(PROBES[right].map((probe) => this.#ask(probe, canCheck)))
    const failed = answers.find((answer) => !answer.ok)
    if (failed !== undefined) return failed
    return ok(answers.every((answer) => answer.ok && answer.value))
  }

  async #ask(probe: Probe, canCheck: boolean): Promise<Result<boolean, BackendFailure>> {
    if (canCheck) return judge(await this.#check(probe))
    if (probe.stream === true) return judge(await this.#tryStream(probe))
    const answer = await this.#client.call(probe.method, probe.request, Anything)
    return judge(answer.ok ? undefined : answer.error)
  }

  /**
   * The call requires the permission `macaroon:read`. It is tried with GetInfo, which the macaroon is known to permit.
   */
  async #tryCheck(): Promise<boolean> {
    const [probe] = PROBES.info
    return probe !== undefined && (await this.#check(probe)) === undefined
  }

  async #check({ method, permission: [entity, action] }: Probe): Promise<BackendFailure | undefined> {
    const answer = await this.#client.call(
      'lnrpc.Lightning/CheckMacaroonPermissions',
      {
        macaroon: Buffer.from(this.#macaroon, 'hex'),
        permissions: [{ entity, action }],
        fullMethod: `/${method}`
      },
      Anything
    )
    return answer.ok ? undefined : answer.error
  }

  #tryStream({ method, request }: Probe): Promise<BackendFailure | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#client.stream(method, request, Anything, {
        onData: () => end(undefined),
        onEnd: (failure) => end(failure)
      })
      const silence = new AbortController()
      const end = (failure: BackendFailure | undefined) => {
        cancel()
        silence.abort()
        resolve(failure)
      }
      this.#signal.addEventListener('abort', () => end(undefined), { once: true, signal: silence.signal })
      void delay(this.#client.patient(STREAM_REFUSED_WITHIN_MS), undefined, { signal: silence.signal })
        .then(() => end(undefined))
        .catch(() => undefined)
    })
  }
}

function judge(failure: BackendFailure | undefined): Result<boolean, BackendFailure> {
  switch (failure?.code) {
    case 'permission-missing':
      return ok(false)
    case 'credentials-refused':
    case 'unreachable':
    case 'locked':
    case 'starting':
    case 'certificate-changed':
      return { ok: false, error: failure }
    default:
      // LND permitted the call and refused its content.
      return ok(true)
  }
}
