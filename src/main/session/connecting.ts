import type { ConnectOutcome } from '../../shared/domain/connection'
import { formatAddress, isLoopback, parseAddress } from '../../shared/domain/address'
import type { NodeProfile, Security } from '../../shared/domain/node'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import { fail, ok, type Result } from '../../shared/result'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'

/** What is to be tried: an address in its one form, how to speak to it, and its API key. */
export interface Target {
  readonly address: string
  readonly security: Security
  readonly apiKey: string | undefined
}

/** The demo node's process. */
export interface DemoNode {
  /** Starts it where it does not run yet, where it was before if that is free; resolves with its address. */
  start(before: string | undefined): Promise<Result<string, 'demo-node-failed'>>
  stop(): void
}

export interface ConnectingDeps {
  /** Tries the node for real, without side effects. */
  readonly probe: (target: Target) => Promise<ConnectOutcome>
  readonly nodes: SavedNodes
  readonly secrets: Pick<Secrets, 'set'>
  readonly active: {
    use(profile: NodeProfile): Promise<boolean>
    leave(): Promise<void>
    readonly session: { retryNow(): void } | undefined
  }
  readonly demoNode: DemoNode
  /** The choice could not be saved: it holds until the wallet quits. */
  readonly notSaved: () => void
}

type Calls = Handlers<ContractCalls>['connection']

/** How the person comes to a node and leaves it again. */
export class Connecting implements Calls {
  readonly #deps: ConnectingDeps

  constructor(deps: ConnectingDeps) {
    this.#deps = deps
  }

  readonly connect: Calls['connect'] = async ({ address, security, apiKey }) => {
    const parsed = parseAddress(address)
    if (!parsed.ok) return ok({ kind: 'failed', failure: parsed.error })
    const target = {
      address: formatAddress(parsed.value),
      security,
      apiKey: apiKey === '' ? undefined : apiKey
    }
    const outcome = await this.#deps.probe(target)
    if (outcome.kind === 'failed') return ok(outcome)
    const profile = this.#deps.nodes.identify({ address: target.address, security, demo: false })
    this.#deps.secrets.set(profile.id, target.apiKey)
    await this.#use(profile)
    return ok(outcome)
  }

  readonly startDemoNode: Calls['startDemoNode'] = async () => {
    const started = await this.#deps.demoNode.start(undefined)
    if (!started.ok) return started
    const target = { address: started.value, security: { kind: 'loopback' } as const, apiKey: undefined }
    const outcome = await this.#deps.probe(target)
    if (outcome.kind === 'failed') return fail(outcome.failure.code, outcome.failure.detail)
    await this.#use(
      this.#deps.nodes.identify({ address: target.address, security: target.security, demo: true })
    )
    return ok(undefined)
  }

  readonly retryNow: Calls['retryNow'] = () => {
    this.#deps.active.session?.retryNow()
    return ok(undefined)
  }

  readonly leave: Calls['leave'] = async () => {
    if (!this.#deps.nodes.deactivate().ok) this.#deps.notSaved()
    await this.#deps.active.leave()
    this.#deps.demoNode.stop()
    return ok(undefined)
  }

  /**
   * Takes the saved node into use at start, without a test before: its connection says what is wrong and tries again.
   * `address`: one that was given from outside and takes the place of the saved choice.
   */
  async resume(address: string | undefined): Promise<Result<undefined, 'bad-address' | 'demo-node-failed'>> {
    const { nodes, demoNode } = this.#deps
    if (address !== undefined) return this.#useGiven(address)
    const saved = nodes.active
    if (saved === undefined) return ok(undefined)
    if (!saved.demo) {
      await this.#deps.active.use(saved)
      return ok(undefined)
    }
    // Its records are shown at once; its connection tries until the process answers.
    await this.#deps.active.use(saved)
    const started = await demoNode.start(saved.address)
    if (!started.ok) return started
    if (started.value !== saved.address) await this.#use({ ...saved, address: started.value })
    return ok(undefined)
  }

  async #useGiven(text: string): Promise<Result<undefined, 'bad-address'>> {
    const parsed = parseAddress(text)
    if (!parsed.ok) return parsed
    const address = formatAddress(parsed.value)
    const { nodes } = this.#deps
    const security: Security = isLoopback(parsed.value) ? { kind: 'loopback' } : { kind: 'tls' }
    await this.#use(nodes.find(address, false) ?? nodes.identify({ address, security, demo: false }))
    return ok(undefined)
  }

  async #use(profile: NodeProfile): Promise<void> {
    if (!this.#deps.nodes.activate(profile).ok) this.#deps.notSaved()
    await this.#deps.active.use(profile)
    if (!profile.demo) this.#deps.demoNode.stop()
  }
}
