import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type {
  FoundLnd,
  LndDetails,
  LndDetailsFailure,
  PairedLnd,
  PairingCheck,
  PairingFailure,
  PairingState
} from '../../shared/domain/pairing'
import { formatAddress, parseAddress } from '../../shared/domain/address'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import type { WalletLndAccess } from '../../shared/lnd-process'
import { fail, ok, type Result } from '../../shared/result'
import { background, type ReportBug } from '../background'
import type { LndNodeAnswer } from '../platform/process/lnd-node-messages'
import type { LndNode, LndNodeRequest, StartLndNode } from '../platform/process/lnd-node-process'
import { fingerprintOf } from './fingerprint'
import type { PairLnd } from './pair-lnd'

type Calls = Handlers<ContractCalls>['pairing']

/** A file that the person chose; connection details are small. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface LndPairingDeps {
  readonly start: StartLndNode
  readonly changed: (state: PairingState | undefined) => void
  readonly savedNode: (id: NodeId) => NodeProfile | undefined
  readonly readMacaroon: (id: NodeId) => string | undefined
  readonly pair: PairLnd
  readonly clipboard: { read(): Promise<string>; clear(): void | Promise<void> }
  /** Asks in a system dialog; undefined: the person cancelled. */
  readonly chooseFiles: () => Promise<
    Result<readonly GivenFile[] | undefined, 'unreadable-file' | 'too-large'>
  >
  readonly chooseFolder: () => Promise<string | undefined>
  /** Does not need a pairing under way. */
  readonly trustShown: Calls['trustShown']
  /** The input of the person may contain a macaroon; from now on it is kept out of the log. */
  readonly hide: (given: string) => void
  readonly reportBug: ReportBug
}

/** Maximum length of connection details, in UTF-16 units. */
const MAX_GIVEN_LENGTH = 200_000

type GiveKind = 'give-text' | 'give-files' | 'give-folder' | 'give-access' | 'set-address'

/** One pairing, from `begin` to `end`. */
interface Pairing {
  state: PairingState
  readonly again: NodeProfile | undefined
  /** The process that holds the input. Started with the first request, and again after a crash. */
  node: LndNode | undefined
  found: readonly FoundLnd[]
  /** The text that was given last: pasted into the page, or read from the clipboard. */
  givenText: string | undefined
  /** Counts the checks; events of older ones are ignored. */
  checks: number
}

/**
 * The LND pairing under way, if there is one. The person's input is held by a separate process, which ends with the
 * pairing; this class holds only the facts that the page shows.
 */
export class LndPairing implements Calls {
  readonly #deps: LndPairingDeps
  readonly trustShown: Calls['trustShown']
  #pairing: Pairing | undefined

  constructor(deps: LndPairingDeps) {
    this.#deps = deps
    this.trustShown = deps.trustShown
  }

  readonly begin: Calls['begin'] = async ({ again }) => {
    const saved = again === undefined ? undefined : this.#deps.savedNode(again)
    if (again !== undefined && saved?.lnd === undefined) return fail('not-found')
    this.#stop()
    const pairing: Pairing = {
      state: {
        details: undefined,
        socks: saved?.lnd?.socks,
        again,
        check: undefined,
        connecting: false,
        paired: undefined
      },
      again: saved,
      node: undefined,
      found: [],
      givenText: undefined,
      checks: 0
    }
    this.#pairing = pairing
    this.#update(pairing, {})
    if (saved === undefined) return ok(undefined)
    const loaded = await this.#load(pairing, saved)
    return loaded.ok || loaded.error.code !== 'process-failed' ? ok(undefined) : fail('process-failed')
  }

  readonly end: Calls['end'] = () => {
    this.#stop()
    this.#deps.changed(undefined)
    return ok(undefined)
  }

  readonly findLocal: Calls['findLocal'] = async () => {
    const pairing = this.#pairing
    if (pairing === undefined) return fail('process-failed')
    const answer = await this.#ask<'find-local'>(pairing, { kind: 'find-local' })
    if (!answer.ok) return answer
    pairing.found = answer.value.map((found, index) => ({ id: `${index}:${found.folder}`, ...found }))
    return ok(pairing.found)
  }

  readonly useFound: Calls['useFound'] = async ({ id }) => {
    const found = this.#pairing?.found.find((one) => one.id === id)
    if (found === undefined) return fail('nothing-in-folder')
    const given = await this.#give({ kind: 'give-folder', folder: found.folder }, 'found')
    return given.ok ? this.#give({ kind: 'set-address', address: found.address }, 'found') : given
  }

  readonly giveText: Calls['giveText'] = ({ text }) => {
    this.#deps.hide(text)
    if (this.#pairing !== undefined) this.#pairing.givenText = text
    return this.#give({ kind: 'give-text', text })
  }

  readonly giveClipboard: Calls['giveClipboard'] = async () => {
    const pairing = this.#pairing
    if (pairing === undefined) return fail('process-failed')
    const text = await this.#deps.clipboard.read()
    if (text.length > MAX_GIVEN_LENGTH) return fail('too-large')
    this.#deps.hide(text)
    pairing.givenText = text
    return this.#give({ kind: 'give-text', text })
  }

  readonly giveFiles: Calls['giveFiles'] = ({ files }) =>
    this.#give({ kind: 'give-files', files: [...files] })

  readonly chooseFiles: Calls['chooseFiles'] = async () => {
    const chosen = await this.#deps.chooseFiles()
    if (!chosen.ok) return chosen
    if (chosen.value === undefined) return ok(false)
    const given = await this.#give({ kind: 'give-files', files: [...chosen.value] })
    return given.ok ? ok(true) : given
  }

  readonly chooseFolder: Calls['chooseFolder'] = async () => {
    const folder = await this.#deps.chooseFolder()
    if (folder === undefined) return ok(false)
    const given = await this.#give({ kind: 'give-folder', folder })
    return given.ok ? ok(true) : given
  }

  readonly setAddress: Calls['setAddress'] = ({ address }) => this.#give({ kind: 'set-address', address })

  readonly clearClipboard: Calls['clearClipboard'] = async () => {
    const { clipboard } = this.#deps
    const given = this.#pairing?.givenText
    if (given !== undefined && sameText(await clipboard.read(), given)) await clipboard.clear()
    return ok(undefined)
  }

  readonly setSocks: Calls['setSocks'] = ({ socks }) => {
    const parsed = socks.trim() === '' ? undefined : parseAddress(socks)
    if (parsed !== undefined && (!parsed.ok || parsed.value.kind !== 'tcp')) return fail('bad-address')
    const pairing = this.#pairing
    if (pairing !== undefined)
      this.#update(pairing, { socks: parsed?.ok === true ? formatAddress(parsed.value) : undefined })
    return ok(undefined)
  }

  readonly forgetDetails: Calls['forgetDetails'] = async () => {
    const pairing = this.#pairing
    if (pairing === undefined) return ok(undefined)
    pairing.checks += 1
    pairing.givenText = undefined
    if (pairing.node !== undefined) await this.#ask<'forget'>(pairing, { kind: 'forget' })
    this.#update(pairing, { details: undefined, check: undefined, paired: undefined })
    return ok(undefined)
  }

  readonly check: Calls['check'] = async ({ trust }) => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('process-failed')
    const number = ++pairing.checks
    if (pairing.state.check?.running === true) {
      const cancelled = await this.#ask<'cancel-check'>(pairing, { kind: 'cancel-check' })
      if (!cancelled.ok || number !== pairing.checks) return cancelled.ok ? ok(undefined) : cancelled
    }
    this.#update(pairing, { check: { running: true, steps: [], findings: {} }, paired: undefined })
    const { again, state } = pairing
    const lnd = again?.lnd
    const trusted = lnd?.certificate === undefined ? undefined : fingerprintOf(lnd.certificate)
    const checked = this.#ask<'check'>(pairing, {
      kind: 'check',
      ...(state.socks === undefined ? {} : { socks: state.socks }),
      ...(lnd === undefined ? {} : { expect: { pubkey: lnd.pubkey, network: lnd.network } }),
      ...(trusted === undefined ? {} : { trusted }),
      ...(trust === undefined ? {} : { trust })
    }).then((answer) => {
      if (answer.ok && number === pairing.checks) this.#update(pairing, { check: answer.value })
    })
    background(checked, (error) => {
      this.#deps.reportBug('pairing-check', error)
    })
    return ok(undefined)
  }

  readonly cancelCheck: Calls['cancelCheck'] = async () => {
    const pairing = this.#pairing
    if (pairing?.state.check?.running !== true) return ok(undefined)
    await this.#ask<'cancel-check'>(pairing, { kind: 'cancel-check' })
    return ok(undefined)
  }

  readonly connect: Calls['connect'] = async ({ rights, keepGivenKey }) => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('not-checked')
    const { check } = pairing.state
    if (check === undefined || !isPassed(check)) return fail('not-checked')
    const isLatest = this.#deps.pair.choose()
    this.#update(pairing, { connecting: true })
    const made = await this.#makeKey(pairing, rights, keepGivenKey)
    const paired: Result<PairedLnd, PairingFailure> = !made.ok
      ? made
      : !isLatest() || this.#pairing !== pairing
        ? fail('superseded')
        : await this.#deps.pair.keep({
            ...{ check, rights, keepGivenKey, ...made.value },
            again: pairing.again
          })
    this.#update(pairing, { connecting: false, ...(paired.ok ? { paired: paired.value } : {}) })
    // All input is dropped with the process.
    if (paired.ok && this.#pairing === pairing) {
      this.#endProcess(pairing)
      this.#update(pairing, { details: undefined })
    }
    return paired
  }

  /** The wallet quits. */
  close(): void {
    this.#stop()
  }

  async #makeKey(
    pairing: Pairing,
    rights: 'pay-and-receive' | 'receive-only',
    keepGiven: boolean
  ): Promise<
    Result<
      { readonly access: WalletLndAccess; readonly rootKeyId: string | undefined },
      'not-checked' | 'not-baked' | 'process-failed'
    >
  > {
    const answer = await this.#ask<'make-key'>(pairing, { kind: 'make-key', rights, keepGiven })
    if (!answer.ok) return answer
    const made = answer.value
    if (!made.ok) return fail(made.code, made.detail)
    this.#deps.hide(made.access.macaroon)
    return ok({ access: made.access, rootKeyId: made.rootKeyId })
  }

  /** The details of a saved LND; without the key if the keychain does not return it. */
  async #load(pairing: Pairing, { id, lnd }: NodeProfile): Promise<Result<undefined, LndDetailsFailure>> {
    if (lnd === undefined) return fail('process-failed')
    const { lndAddress: address, certificate: cert, socks } = lnd
    const macaroon = this.#deps.readMacaroon(id)
    if (macaroon !== undefined)
      return this.#giveTo(pairing, {
        kind: 'give-access',
        access: { address, cert, macaroon, socks }
      })
    if (cert !== undefined) await this.#giveTo(pairing, { kind: 'give-text', text: cert })
    return this.#giveTo(pairing, { kind: 'set-address', address })
  }

  #give(request: LndNodeRequest<GiveKind>, form?: 'found'): Promise<Result<undefined, LndDetailsFailure>> {
    const pairing = this.#pairing
    return pairing === undefined
      ? Promise.resolve(fail('process-failed'))
      : this.#giveTo(pairing, request, form)
  }

  async #giveTo(
    pairing: Pairing,
    request: LndNodeRequest<GiveKind>,
    form?: 'found'
  ): Promise<Result<undefined, LndDetailsFailure>> {
    const answer = await this.#ask(pairing, request)
    if (!answer.ok) return answer
    const { details } = answer.value
    // Earlier findings belong to other details.
    if (details !== undefined) {
      pairing.checks += 1
      this.#update(pairing, { details: toDetails(details, form), check: undefined, paired: undefined })
    }
    return answer.value.ok ? ok(undefined) : fail(answer.value.code)
  }

  #ask<K extends Parameters<LndNode['ask']>[0]['kind']>(
    pairing: Pairing,
    request: LndNodeRequest<K>
  ): Promise<Result<LndNodeAnswer<K>, 'process-failed'>> {
    if (pairing !== this.#pairing) return Promise.resolve(fail('process-failed'))
    pairing.node ??= this.#startProcess(pairing)
    return pairing.node.ask(request)
  }

  #startProcess(pairing: Pairing): LndNode {
    const node: LndNode = this.#deps.start({
      check: (check) => {
        if (pairing.node === node && pairing.state.check?.running === true) this.#update(pairing, { check })
      },
      status: () => undefined,
      lost: () => {
        if (pairing.node !== node) return
        // The input was only in its memory.
        pairing.node = undefined
        pairing.checks += 1
        this.#update(pairing, { details: undefined, check: undefined })
      }
    })
    return node
  }

  #update(pairing: Pairing, patch: Partial<PairingState>): void {
    pairing.state = { ...pairing.state, ...patch }
    if (pairing === this.#pairing) this.#deps.changed(pairing.state)
  }

  #stop(): void {
    const pairing = this.#pairing
    this.#pairing = undefined
    if (pairing !== undefined) this.#endProcess(pairing)
  }

  #endProcess(pairing: Pairing): void {
    const { node } = pairing
    pairing.node = undefined
    pairing.givenText = undefined
    if (node === undefined) return
    background(node.stop(), (error) => {
      this.#deps.reportBug('pairing-stop', error)
    })
  }
}

/** A paste into the page may have other line ends than the clipboard. */
const sameText = (one: string, other: string): boolean =>
  one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim()

/** Nothing failed, and the identity of the LND is known. */
function isPassed({ running, steps, findings }: PairingCheck): boolean {
  return (
    !running &&
    findings.pubkey !== undefined &&
    findings.network !== undefined &&
    steps.every(({ state }) => state !== 'failed')
  )
}

function toDetails(
  { form, address, fingerprint, hasMacaroon, host }: NonNullable<LndNodeAnswer<GiveKind>['details']>,
  found: 'found' | undefined
): LndDetails {
  return { form: found ?? form, address, fingerprint, hasMacaroon, host }
}
