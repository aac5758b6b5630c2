import { createHash } from 'node:crypto'
import type { NodeProfile } from '../../shared/domain/node'
import type { FoundLnd, LndDetails, PairingCheck, PairingState } from '../../shared/domain/pairing'
import { fail, type Result } from '../../shared/result'
import { background, type ReportBug } from '../background'
import type { LndNodeAnswer } from '../platform/process/lnd-node-messages'
import type { LndNode, LndNodeRequest, StartLndNode } from '../platform/process/lnd-node-process'

export type GiveKind = 'give-text' | 'give-files' | 'give-folder' | 'give-access' | 'set-address'

export interface PairingRunDeps {
  readonly start: StartLndNode
  readonly changed: (state: PairingState) => void
  readonly reportBug: ReportBug
}

/**
 * One pairing, from `begin` to `end`: the state that the page shows, and the process that holds the person's input. The
 * process starts with `start`, and again with the next request after a crash.
 */
export class PairingRun {
  found: readonly FoundLnd[] = []
  /** Of the text with a key that was given last, as `textDigest` returns it: the text itself is not kept. */
  keyText: string | undefined
  /** Counts the checks; events of older ones are ignored. */
  checks = 0
  readonly #deps: PairingRunDeps
  #state: PairingState
  #node: LndNode | undefined
  #ended = false
  #again: NodeProfile | undefined

  constructor(deps: PairingRunDeps, again: NodeProfile | undefined) {
    this.#deps = deps
    this.#again = again
    this.#state = {
      details: undefined,
      socks: again?.lnd?.socks,
      again: again?.id,
      check: undefined,
      connecting: false,
      paired: undefined,
      keyOnClipboard: false
    }
  }

  /** The saved node that is paired again. */
  get again(): NodeProfile | undefined {
    return this.#again
  }

  /** The given details are for a node of its own, and no longer for the saved one. */
  becomeNew(): void {
    this.#again = undefined
    this.update({ again: undefined })
  }

  get state(): PairingState {
    return this.#state
  }

  get ended(): boolean {
    return this.#ended
  }

  get hasProcess(): boolean {
    return this.#node !== undefined
  }

  /** Starts the process, if it does not run, before there is a request: it needs 0.3 s until it is ready. */
  start(): void {
    this.#process()
  }

  ask<K extends Parameters<LndNode['ask']>[0]['kind']>(
    request: LndNodeRequest<K>
  ): Promise<Result<LndNodeAnswer<K>, 'process-failed'>> {
    if (this.#ended) return Promise.resolve(fail('process-failed'))
    return this.#process().ask(request)
  }

  update(patch: Partial<PairingState>): void {
    this.#state = { ...this.#state, ...patch }
    if (!this.#ended) this.#deps.changed(this.#state)
  }

  /** Drops all input with the process that holds it. */
  endProcess(): void {
    const node = this.#node
    this.#node = undefined
    if (node === undefined) return
    background(node.stop(), (error) => {
      this.#deps.reportBug('pairing-stop', error)
    })
  }

  end(): void {
    this.#ended = true
    this.endProcess()
  }

  #process(): LndNode {
    return (this.#node ??= this.#startProcess())
  }

  #startProcess(): LndNode {
    const node: LndNode = this.#deps.start({
      check: (check) => {
        if (this.#node === node && this.#state.check?.running === true) this.update({ check })
      },
      status: () => undefined,
      lost: () => {
        if (this.#node !== node) return
        // The process held the input in memory only, so the input is lost.
        this.#node = undefined
        this.checks += 1
        this.update({ details: undefined, check: undefined })
      }
    })
    return node
  }
}

/** Equal for a text on the clipboard and what a paste of it into the page brings, which may have other line ends. */
export const textDigest = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n').trim()).digest('hex')

/** Nothing failed, and the identity of the LND is known. */
export function isPassed({ running, steps, findings }: PairingCheck): boolean {
  return (
    !running &&
    findings.pubkey !== undefined &&
    findings.network !== undefined &&
    steps.every(({ state }) => state !== 'failed')
  )
}

export function toDetails(
  {
    form,
    address,
    fingerprint,
    inLink,
    key,
    host
  }: NonNullable<NonNullable<LndNodeAnswer<GiveKind>>['details']>,
  found: 'found' | undefined
): LndDetails {
  return { form: found ?? form, address, fingerprint, inLink, key, host }
}
