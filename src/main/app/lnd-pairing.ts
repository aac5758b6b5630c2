import type { PairedLnd, PairingFailure } from '../../shared/domain/pairing'
import { formatAddress, parseAddress } from '../../shared/domain/address'
import type { WalletLndAccess } from '../../shared/lnd-process'
import { fail, ok, type Result } from '../../shared/result'
import { background } from '../background'
import { fingerprintOfPem } from '../node-client/socket/check-peer'
import { PairingInput } from './pairing-input'
import { isPassed, PairingRun } from './pairing-run'
import type { LndPairingDeps, PairingCalls as Calls } from './lnd-pairing-deps'

/**
 * The LND pairing under way, if there is one. The person's input is held by a separate process, which ends with the
 * pairing; this class holds only the facts that the page shows.
 */
export class LndPairing implements Calls {
  readonly trustShown: Calls['trustShown']
  readonly findLocal: Calls['findLocal']
  readonly useFound: Calls['useFound']
  readonly giveText: Calls['giveText']
  readonly giveClipboard: Calls['giveClipboard']
  readonly giveFiles: Calls['giveFiles']
  readonly chooseFiles: Calls['chooseFiles']
  readonly chooseFolder: Calls['chooseFolder']
  readonly giveFolder: Calls['giveFolder']
  readonly setAddress: Calls['setAddress']
  readonly clearClipboard: Calls['clearClipboard']
  readonly forgetDetails: Calls['forgetDetails']
  readonly #deps: LndPairingDeps
  readonly #input: PairingInput
  #pairing: PairingRun | undefined

  constructor(deps: LndPairingDeps) {
    this.#deps = deps
    this.trustShown = deps.trustShown
    const input = new PairingInput(deps, () => this.#pairing)
    this.#input = input
    this.findLocal = input.findLocal
    this.useFound = input.useFound
    this.giveText = input.giveText
    this.giveClipboard = input.giveClipboard
    this.giveFiles = input.giveFiles
    this.chooseFiles = input.chooseFiles
    this.chooseFolder = input.chooseFolder
    this.giveFolder = input.giveFolder
    this.setAddress = input.setAddress
    this.clearClipboard = input.clearClipboard
    this.forgetDetails = input.forgetDetails
  }

  readonly begin: Calls['begin'] = async ({ again }) => {
    const saved = again === undefined ? undefined : this.#deps.savedNode(again)
    if (again !== undefined && saved?.lnd === undefined) return fail('not-found')
    this.#stop()
    const pairing = new PairingRun(this.#deps, saved)
    this.#pairing = pairing
    pairing.start()
    this.#deps.prepared.load()
    pairing.update({})
    if (saved === undefined) return ok(undefined)
    const loaded = await this.#input.load(pairing, saved)
    return loaded.ok || loaded.error.code !== 'process-failed' ? ok(undefined) : fail('process-failed')
  }

  readonly end: Calls['end'] = () => {
    this.#stop()
    this.#deps.changed(undefined)
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

  readonly check: Calls['check'] = async ({ trust }) => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('process-failed')
    const number = ++pairing.checks
    if (pairing.state.check?.running === true) {
      const cancelled = await pairing.ask<'cancel-check'>({ kind: 'cancel-check' })
      if (!cancelled.ok || number !== pairing.checks) return cancelled.ok ? ok(undefined) : cancelled
    }
    pairing.update({ check: { running: true, steps: [], findings: {} }, paired: undefined })
    this.#deps.prepared.prepare()
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

  readonly addAsNew: Calls['addAsNew'] = () => {
    const pairing = this.#pairing
    if (pairing === undefined || pairing.state.connecting) return fail('process-failed')
    pairing.becomeNew()
    return this.check({})
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
    const kept: Result<PairedLnd, PairingFailure> = !made.ok
      ? made
      : !isLatest() || this.#pairing !== pairing
        ? fail('superseded')
        : await this.#deps.pair.keep({
            check,
            rights,
            keepGivenKey,
            ...made.value,
            again: pairing.again
          })
    const paired = kept.ok ? ok(await this.#revokeFormer(pairing, kept.value)) : kept
    pairing.update({ connecting: false, ...(paired.ok ? { paired: paired.value } : {}) })
    // All input is dropped with the process.
    if (paired.ok && this.#pairing === pairing) {
      pairing.endProcess()
      pairing.update({ details: undefined })
      await this.#input.lookAtClipboard(pairing)
    }
    return paired
  }

  /** The wallet quits. */
  close(): void {
    this.#stop()
  }

  /** Only after the new key is stored: a wallet that ends in between still has a key that works. */
  async #revokeFormer(pairing: PairingRun, paired: PairedLnd): Promise<PairedLnd> {
    const { formerKey } = paired
    if (formerKey === undefined) return paired
    const { rootKeyId } = formerKey
    const answer = await pairing.ask<'revoke-key'>({ kind: 'revoke-key', rootKeyId })
    return { ...paired, formerKey: { rootKeyId, revoked: answer.ok && answer.value } }
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

  #stop(): void {
    const pairing = this.#pairing
    this.#pairing = undefined
    pairing?.end()
    this.#deps.prepared.discard()
  }
}
