import type { Network } from '../../../shared/domain/network'
import { PAIRING_STEPS, type PairingCheck } from '../../../shared/domain/pairing'
import { Info } from '../../backends/lnd/answers'
import { CatchUp } from '../../backends/lnd/catch-up'
import type { LndAccess } from '../../backends/lnd/lnd-access'
import { LndClient } from '../../backends/lnd/lnd-client'
import { endOnBug } from '../../end-on-bug'
import { splitHostPort, type HostPort } from '../../net/connect'
import { askChannels, askKeysend, judgeChain, skipChannels } from './ask-chain'
import { askLnd, type CheckedLnd } from './ask-lnd'
import { CheckContext, RETRY_MS, STEP_MS, Stop } from './context'
import { CheckProgress } from './progress'
import { isOnion } from './reach'
import { reachLnd, type ReachTerms } from './reach-lnd'
import { Cancelled } from './within'

export interface CheckTerms extends Omit<ReachTerms, 'to'> {
  /** `host:port`. */
  readonly address: string
  /** Hex. */
  readonly macaroon: string
  /** The setting of a lnd.conf that the person gave. */
  readonly keysend: boolean | undefined
  /** The LND that must answer; undefined: any. */
  readonly expect: { readonly pubkey: string; readonly network: Network } | undefined
  readonly tell: (check: PairingCheck) => void
}

/** An LND that passed the check, and what is needed to reach it. */
export interface PassedCheck extends CheckedLnd {
  readonly access: LndAccess
}

/** Checks an LND step by step, and changes nothing on it. */
export class PairingCheckRun {
  readonly #terms: CheckTerms
  readonly #to: HostPort
  readonly #context: CheckContext
  readonly #abort = new AbortController()
  readonly #catchUp = new CatchUp()
  #client: LndClient | undefined
  #passed: PassedCheck | undefined

  constructor(terms: CheckTerms) {
    this.#terms = terms
    this.#to = splitHostPort(terms.address)
    const overTor = isOnion(this.#to)
    const steps = PAIRING_STEPS.filter((step) => step !== (overTor ? 'name' : 'tor'))
    const { signal } = this.#abort
    const progress = new CheckProgress(steps, (check) => {
      if (!signal.aborted) terms.tell(check)
    })
    this.#context = new CheckContext({ progress, signal, overTor })
  }

  /** Undefined until every step that can fail has passed. */
  get passed(): PassedCheck | undefined {
    return this.#passed
  }

  /** Runs until the last step, a failure or `cancel`. Polls an LND that is behind the chain until it is cancelled. */
  async run(): Promise<PairingCheck> {
    const context = this.#context
    try {
      const { macaroon, keysend, expect } = this.#terms
      const access = { ...(await reachLnd(context, { ...this.#terms, to: this.#to })), macaroon }
      const client = new LndClient(() => access)
      this.#client = client
      const lnd = await askLnd(context, { client, macaroon, expect })
      const synced = this.#judgeChain(lnd)
      await askKeysend(context, client, keysend)
      this.#passed = { ...lnd, access }
      if (synced) await askChannels(context, client)
      else {
        skipChannels(context, 'after that')
        this.#waitForChain(client, lnd.network).catch(endOnBug)
        return context.progress.end({ retryAt: Date.now() + RETRY_MS })
      }
    } catch (error) {
      if (!(error instanceof Stop || error instanceof Cancelled)) throw error
    }
    this.#client?.close()
    return context.progress.end()
  }

  /** Returns the final state of the check. */
  cancel(): PairingCheck {
    this.#abort.abort()
    this.#client?.close()
    return this.#context.progress.end()
  }

  #judgeChain({ info, network }: Pick<CheckedLnd, 'info' | 'network'>): boolean {
    const now = Date.now()
    const lag = this.#catchUp.note(info.best_header_timestamp * 1000, network, now)
    return judgeChain(this.#context, info, lag)
  }

  async #waitForChain(client: LndClient, network: Network): Promise<void> {
    const context = this.#context
    try {
      for (;;) {
        await context.retryLater()
        const info = await context.orCancelled(client.call('lnrpc.Lightning/GetInfo', {}, Info, STEP_MS))
        if (info.ok && this.#judgeChain({ info: info.value, network })) break
      }
      await askChannels(context, client)
      context.progress.end()
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error
    }
    client.close()
  }
}
