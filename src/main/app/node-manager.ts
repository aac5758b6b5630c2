import type { ConnectOutcome } from '../../shared/domain/connection'
import { formatAddress, isLoopback, parseAddress } from '../../shared/domain/address'
import type { NodeId } from '../../shared/domain/ids'
import { MAX_NODE_NAME, type NodeProfile, type Security } from '../../shared/domain/node'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import type { Unsettled } from '../../shared/domain/unsettled'
import { msat } from '../../shared/money'
import { fail, ok, type Result } from '../../shared/result'
import { beginningOf, looksEmpty, visibleLine } from '../../shared/visible-text'
import type { Session } from '../wallet/api'
import { SameNodeChoice, type SavedNodeDeps } from './same-node-choice'
import { forgetCredentials, keepCredentials, readCredentials, type Credentials } from './node-credentials'

/** A node to test: its normalised address, its security and the credentials. */
export interface Target extends Credentials {
  readonly address: string
  readonly security: Security
}

/** The demo node's process. */
export interface DemoNode {
  /** Starts the process unless it runs, at its previous address if that is free; resolves with its address. */
  start(before: string | undefined): Promise<Result<string, 'demo-node-failed'>>
  stop(): void
  /** Stops the process and erases its ledger, so that the next one starts from scratch. */
  erase(): Promise<Result<undefined, 'erase-failed'>>
}

export interface NodeManagerDeps extends SavedNodeDeps {
  /** Tests the node with a real connection, without side effects. */
  readonly probe: (target: Target) => Promise<ConnectOutcome>
  readonly active: {
    use(profile: NodeProfile): Promise<boolean>
    leave(): Promise<void>
    settled(): Promise<void>
    readonly session: Pick<Session, 'retryNow' | 'refresh' | 'lastMessageAt'> | undefined
  }
  readonly demoNode: DemoNode
  readonly records: SavedNodeDeps['records'] & {
    /** Keeps only the payment hashes, so that none of the payments is made again. */
    erase(node: NodeProfile): Result<undefined, 'erase-failed'>
    /** The records are gone, and the person chose to begin new ones. */
    isGone(id: NodeId): boolean
    /** Moves the remains of the records aside. */
    setAside(id: NodeId): Result<undefined, 'store-failed'>
  }
  readonly settings: { forget(id: NodeId): unknown }
}

type Calls = Handlers<ContractCalls>['connection']

const NO_CREDENTIALS: Credentials = { apiKey: undefined, clientCertificate: undefined }

/** The person's input: undefined keeps the value before, null removes it. */
const given = <Value>(value: Value | null | undefined, before: Value | undefined): Value | undefined =>
  value === undefined ? before : (value ?? undefined)

const NOTHING_UNSETTLED: Unsettled = { sending: 0, unknown: 0, amountMsat: msat(0n), messages: 0 }

/** Connects to nodes, switches between them and forgets them. */
export class NodeManager implements Calls {
  readonly #deps: NodeManagerDeps
  readonly #sameNode: SameNodeChoice
  /** Counts the person's choices: a later one replaces one that is still being tested. */
  #choices = 0

  constructor(deps: NodeManagerDeps) {
    this.#deps = deps
    this.#sameNode = new SameNodeChoice({
      ...deps,
      switchTo: (profile) => {
        this.#choices += 1
        return this.#use(profile)
      }
    })
  }

  readonly connect: Calls['connect'] = async ({ address, security, apiKey, clientCertificate }) => {
    const parsed = parseAddress(address)
    if (!parsed.ok) return ok({ kind: 'failed', failure: parsed.error })
    const { nodes, secrets } = this.#deps
    const target = { address: formatAddress(parsed.value), security }
    const saved = nodes.find(target.address, false)
    const before = saved === undefined ? NO_CREDENTIALS : readCredentials(secrets, saved.id)
    const credentials = {
      apiKey: given(apiKey === '' ? null : apiKey, before.apiKey),
      clientCertificate: given(clientCertificate, before.clientCertificate)
    }
    const choice = ++this.#choices
    const outcome = await this.#deps.probe({ ...target, ...credentials })
    if (outcome.kind === 'failed') return ok(outcome)
    if (choice !== this.#choices) return ok({ kind: 'failed', failure: { code: 'superseded' } })
    const profile = nodes.identify({ ...target, demo: false })
    keepCredentials(secrets, profile.id, credentials)
    await this.#use(profile)
    return ok(outcome)
  }

  readonly startDemoNode: Calls['startDemoNode'] = async () => {
    const choice = ++this.#choices
    const started = await this.#deps.demoNode.start(undefined)
    if (!started.ok) return started
    const target = { address: started.value, security: { kind: 'loopback' } as const }
    const outcome = await this.#deps.probe({ ...target, ...NO_CREDENTIALS })
    if (outcome.kind === 'failed') return fail(outcome.failure.code, outcome.failure.detail)
    if (choice !== this.#choices) return fail('superseded')
    await this.#use(this.#deps.nodes.identify({ ...target, demo: true }))
    return ok(undefined)
  }

  readonly use: Calls['use'] = async ({ id }) => {
    this.#choices += 1
    const saved = this.#deps.nodes.get(id)
    return saved === undefined ? fail('not-found') : this.#useSaved(saved)
  }

  readonly retryNow: Calls['retryNow'] = () => {
    this.#deps.active.session?.retryNow()
    return ok(undefined)
  }

  readonly refresh: Calls['refresh'] = () => {
    const { session } = this.#deps.active
    session?.refresh()
    return ok({ lastMessageAt: session?.lastMessageAt })
  }

  readonly label: Calls['label'] = ({ id, name, colour }) => {
    const { nodes, listChanged, notSaved } = this.#deps
    if (nodes.get(id) === undefined) return fail('not-found')
    // Hidden characters become visible, so the name may be longer than the one that was entered.
    const visible = looksEmpty(name) ? undefined : beginningOf(visibleLine(name), MAX_NODE_NAME)
    if (!nodes.label(id, { givenName: visible, colour }).ok) notSaved()
    listChanged()
    return ok(undefined)
  }

  readonly leave: Calls['leave'] = async () => {
    this.#choices += 1
    if (!this.#deps.nodes.deactivate().ok) this.#deps.notSaved()
    await this.#deps.active.leave()
    this.#deps.demoNode.stop()
    return ok(undefined)
  }

  readonly unsettled: Calls['unsettled'] = ({ id }) => {
    const { nodes, records } = this.#deps
    if (nodes.get(id) === undefined) return fail('not-found')
    return nodes.hasRecords(id) ? records.unsettled(id) : ok(NOTHING_UNSETTLED)
  }

  readonly startNewRecords: Calls['startNewRecords'] = async ({ id }) => {
    const { nodes, records, notSaved } = this.#deps
    const saved = nodes.get(id)
    if (saved === undefined || !records.isGone(id)) return fail('not-found')
    const aside = records.setAside(id)
    if (!aside.ok) return aside
    if (!nodes.expectNoRecords(id).ok) notSaved()
    return this.#useSaved(saved)
  }

  readonly forget: Calls['forget'] = async ({ id, erase }) => {
    const { nodes, active, demoNode, records, secrets, settings, balances, listChanged, notSaved } =
      this.#deps
    const node = nodes.get(id)
    if (node === undefined) return fail('not-found')
    if (nodes.active?.id === id) await this.leave(undefined)
    if (erase) {
      // Its records may still be closing.
      await active.settled()
      const erased = records.erase(node)
      if (!erased.ok) return erased
      const ledger = node.demo ? await demoNode.erase() : ok(undefined)
      if (!ledger.ok) return ledger
    }
    forgetCredentials(secrets, id)
    settings.forget(id)
    balances.forget(id)
    if (!nodes.forget(node, !erase).ok) notSaved()
    listChanged()
    return ok(undefined)
  }

  readonly useRecords: Calls['useRecords'] = (args) => this.#sameNode.useRecords(args)

  readonly keepApart: Calls['keepApart'] = (args) => this.#sameNode.keepApart(args)

  /**
   * Activates the saved node at start, without a test: its connection shows what is wrong and retries. `address`
   * replaces the saved choice.
   */
  async resume(address: string | undefined): Promise<Result<undefined, 'bad-address' | 'demo-node-failed'>> {
    if (address !== undefined) return this.#useGiven(address)
    const saved = this.#deps.nodes.active
    return saved === undefined ? ok(undefined) : this.#useSaved(saved)
  }

  /**
   * Records that the person chooses another node. Returns a function that tells whether this is still the latest
   * choice.
   */
  choose(): () => boolean {
    const choice = ++this.#choices
    return () => choice === this.#choices
  }

  /** Saves a node whose credentials are stored, and activates it. False: its records could not be opened. */
  take(profile: NodeProfile): Promise<boolean> {
    return this.#use(profile)
  }

  async #useSaved(saved: NodeProfile): Promise<Result<undefined, 'demo-node-failed'>> {
    // The records of a demo node are shown at once; its connection retries until the process answers.
    const choice = this.#choices
    await this.#use(saved)
    if (!saved.demo) return ok(undefined)
    const started = await this.#deps.demoNode.start(saved.address)
    if (!started.ok) return started
    if (choice !== this.#choices) return ok(undefined)
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

  async #use(profile: NodeProfile): Promise<boolean> {
    if (!this.#deps.nodes.activate(profile).ok) this.#deps.notSaved()
    const used = await this.#deps.active.use(profile)
    if (!profile.demo) this.#deps.demoNode.stop()
    return used
  }
}
