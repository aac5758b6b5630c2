import type { NodeProfile } from '../../shared/domain/node'
import type { LndDetailsFailure, PairedLnd, PairingFailure } from '../../shared/domain/pairing'
import { formatAddress, parseAddress } from '../../shared/domain/address'
import type { WalletLndAccess } from '../../shared/lnd-process'
import { fail, ok, type Result } from '../../shared/result'
import { background } from '../background'
import type { LndNodeRequest } from '../platform/process/lnd-node-process'
import { fingerprintOfPem } from '../node-client/socket/check-peer'
import { isPassed, PairingRun, sameText, toDetails, type GiveKind } from './pairing-run'
import type { LndPairingDeps, PairingCalls as Calls } from './lnd-pairing-deps'

/** Maximum length of connection details, in UTF-16 units. */
const MAX_GIVEN_LENGTH = 200_000

/**
 * The LND pairing under way, if there is one. The person's input is held by a separate process, which ends with the
 * pairing; this class holds only the facts that the page shows.
 */
export class LndPairing implements Calls {
  readonly #deps: LndPairingDeps
  readonly trustShown: Calls['trustShown']
  #pairing: PairingRun | undefined

  constructor(deps: LndPairingDeps) {
    this.#deps = deps
    this.trustShown = deps.trustShown
  }

  readonly begin: Calls['begin'] = async ({ again }) => {
    const saved = again === undefined ? undefined : this.#deps.savedNode(again)
    if (again !== undefined && saved?.lnd === undefined) return fail('not-found')
    this.#stop()
    const pairing = new PairingRun(this.#deps, saved)
    this.#pairing = pairing
    pairing.update({})
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
    const answer = await pairing.ask<'find-local'>({ kind: 'find-local' })
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
      pairing.update({ socks: parsed?.ok === true ? formatAddress(parsed.value) : undefined })
    return ok(undefined)
  }

  readonly forgetDetails: Calls['forgetDetails'] = async () => {
    const pairing = this.#pairing
    if (pairing === undefined) return ok(undefined)
    pairing.checks += 1
    pairing.givenText = undefined
    if (pairing.holdsInput) await pairing.ask<'forget'>({ kind: 'forget' })
    pairing.update({ details: undefined, check: undefined, paired: undefined })
    return ok(undefined)
  }

  readonly check: Calls['check'] = async ({ trust }) => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('process-failed')
    const number = ++pairing.checks
    if (pairing.state.check?.running === true) {
      const cancelled = await pairing.ask<'cancel-check'>({ kind: 'cancel-check' })
      if (!cancelled.ok || number !== pairing.checks) return cancelled.ok ? ok(undefined) : cancelled
    }
    pairing.update({ check: { running: true, steps: [], findings: {} }, paired: undefined })
    const { again, state } = pairing
    const lnd = again?.lnd
    const trusted = lnd?.certificate === undefined ? undefined : fingerprintOfPem(lnd.certificate)
    const checked = pairing
      .ask<'check'>({
        kind: 'check',
        ...(state.socks === undefined ? {} : { socks: state.socks }),
        ...(lnd === undefined ? {} : { expect: { pubkey: lnd.pubkey, network: lnd.network } }),
        ...(trusted === undefined ? {} : { trusted }),
        ...(trust === undefined ? {} : { trust })
      })
      .then((answer) => {
        if (answer.ok && number === pairing.checks) pairing.update({ check: answer.value })
      })
    background(checked, (error) => {
      this.#deps.reportBug('pairing-check', error)
    })
    return ok(undefined)
  }

  readonly cancelCheck: Calls['cancelCheck'] = async () => {
    const pairing = this.#pairing
    if (pairing?.state.check?.running !== true) return ok(undefined)
    await pairing.ask<'cancel-check'>({ kind: 'cancel-check' })
    return ok(undefined)
  }

  readonly connect: Calls['connect'] = async ({ rights, keepGivenKey }) => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('not-checked')
    const { check } = pairing.state
    if (check === undefined || !isPassed(check)) return fail('not-checked')
    const isLatest = this.#deps.pair.choose()
    pairing.update({ connecting: true })
    const made = await this.#makeKey(pairing, rights, keepGivenKey)
    const paired: Result<PairedLnd, PairingFailure> = !made.ok
      ? made
      : !isLatest() || this.#pairing !== pairing
        ? fail('superseded')
        : await this.#deps.pair.keep({
            ...{ check, rights, keepGivenKey, ...made.value },
            again: pairing.again
          })
    pairing.update({ connecting: false, ...(paired.ok ? { paired: paired.value } : {}) })
    // All input is dropped with the process.
    if (paired.ok && this.#pairing === pairing) {
      pairing.endProcess()
      pairing.update({ details: undefined })
    }
    return paired
  }

  /** The wallet quits. */
  close(): void {
    this.#stop()
  }

  async #makeKey(
    pairing: PairingRun,
    rights: 'pay-and-receive' | 'receive-only',
    keepGiven: boolean
  ): Promise<
    Result<
      { readonly access: WalletLndAccess; readonly rootKeyId: string | undefined },
      'not-checked' | 'not-baked' | 'process-failed'
    >
  > {
    const answer = await pairing.ask<'make-key'>({ kind: 'make-key', rights, keepGiven })
    if (!answer.ok) return answer
    const made = answer.value
    if (!made.ok) return fail(made.code, made.detail)
    this.#deps.hide(made.access.macaroon)
    return ok({ access: made.access, rootKeyId: made.rootKeyId })
  }

  /** The details of a saved LND; without the key if the keychain does not return it. */
  async #load(pairing: PairingRun, { id, lnd }: NodeProfile): Promise<Result<undefined, LndDetailsFailure>> {
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
    pairing: PairingRun,
    request: LndNodeRequest<GiveKind>,
    form?: 'found'
  ): Promise<Result<undefined, LndDetailsFailure>> {
    const answer = await pairing.ask(request)
    if (!answer.ok) return answer
    const { details } = answer.value
    // Earlier findings belong to other details.
    if (details !== undefined) {
      pairing.checks += 1
      pairing.update({ details: toDetails(details, form), check: undefined, paired: undefined })
    }
    return answer.value.ok ? ok(undefined) : fail(answer.value.code)
  }

  #stop(): void {
    const pairing = this.#pairing
    this.#pairing = undefined
    pairing?.end()
  }
}
