import path from 'node:path'
import type { NodeProfile } from '../../shared/domain/node'
import type { LndDetailsFailure } from '../../shared/domain/pairing'
import { fail, ok, type Result } from '../../shared/result'
import type { LndNodeRequest } from '../platform/process/lnd-node-process'
import type { LndPairingDeps, PairingCalls as Calls } from './lnd-pairing-deps'
import { textDigest, toDetails, type GiveKind, type PairingRun } from './pairing-run'

/** Maximum length of connection details, in UTF-16 units. */
const MAX_GIVEN_LENGTH = 200_000

/**
 * Passes the connection details that the person gives, in any form, to the process of the pairing. That process parses
 * them and returns only facts, such as the address.
 */
export class PairingInput {
  readonly #deps: LndPairingDeps
  readonly #current: () => PairingRun | undefined

  /** `current`: the pairing under way. */
  constructor(deps: LndPairingDeps, current: () => PairingRun | undefined) {
    this.#deps = deps
    this.#current = current
  }

  readonly findLocal: Calls['findLocal'] = async () => {
    const pairing = this.#current()
    if (pairing === undefined) return fail('process-failed')
    const answer = await pairing.ask<'find-local'>({ kind: 'find-local' })
    if (!answer.ok) return answer
    pairing.found = answer.value.map((found, index) => ({ id: `${index}:${found.folder}`, ...found }))
    return ok(pairing.found)
  }

  readonly useFound: Calls['useFound'] = async ({ id }) => {
    const found = this.#current()?.found.find((one) => one.id === id)
    if (found === undefined) return fail('nothing-in-folder')
    // The address was read from this folder, too.
    const given = await this.#give({ kind: 'give-folder', folder: found.folder }, 'found')
    if (!given.ok) return given
    const details = this.#current()?.state.details
    // Other details were given, or all were forgotten, while the folder was read.
    if (details?.form !== 'found') return ok(false)
    return details.key === undefined ? fail('no-macaroon') : ok(true)
  }

  readonly giveText: Calls['giveText'] = ({ text }) => {
    this.#deps.hide(text)
    return this.#give({ kind: 'give-text', text })
  }

  readonly giveClipboard: Calls['giveClipboard'] = async () => {
    if (this.#current() === undefined) return fail('process-failed')
    const text = await this.#deps.clipboard.read()
    if (text.length > MAX_GIVEN_LENGTH) return fail('too-large')
    this.#deps.hide(text)
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

  readonly giveFolder: Calls['giveFolder'] = ({ path: folder }) =>
    path.isAbsolute(folder) ? this.#give({ kind: 'give-folder', folder }) : fail('unreadable-file')

  readonly setAddress: Calls['setAddress'] = ({ address }) => this.#give({ kind: 'set-address', address })

  readonly clearClipboard: Calls['clearClipboard'] = async () => {
    const pairing = this.#current()
    if (pairing === undefined) return ok(undefined)
    if (await this.#holdsKey(pairing)) await this.#deps.clipboard.clear()
    pairing.update({ keyOnClipboard: false })
    return ok(undefined)
  }

  readonly forgetDetails: Calls['forgetDetails'] = async () => {
    const pairing = this.#current()
    if (pairing === undefined) return ok(undefined)
    pairing.checks += 1
    pairing.keyText = undefined
    if (pairing.hasProcess) await pairing.ask<'forget'>({ kind: 'forget' })
    pairing.update({ details: undefined, check: undefined, paired: undefined, keyOnClipboard: false })
    return ok(undefined)
  }

  /** Loads the details of a saved LND; without the macaroon if the keychain does not return it. */
  async load(pairing: PairingRun, { id, lnd }: NodeProfile): Promise<Result<undefined, LndDetailsFailure>> {
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

  /** Tells the page whether the clipboard holds a key that was given. */
  async lookAtClipboard(pairing: PairingRun): Promise<void> {
    pairing.update({ keyOnClipboard: await this.#holdsKey(pairing) })
  }

  async #holdsKey({ keyText }: PairingRun): Promise<boolean> {
    return keyText !== undefined && textDigest(await this.#deps.clipboard.read()) === keyText
  }

  #give(request: LndNodeRequest<GiveKind>, form?: 'found'): Promise<Result<undefined, LndDetailsFailure>> {
    const pairing = this.#current()
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
    if (answer.value === undefined) return ok(undefined)
    const { details, key } = answer.value
    if (key && request.kind === 'give-text') pairing.keyText = textDigest(request.text)
    // Earlier findings belong to other details.
    if (details !== undefined) {
      pairing.checks += 1
      pairing.update({ details: toDetails(details, form), check: undefined, paired: undefined })
    }
    if (request.kind === 'give-text') await this.lookAtClipboard(pairing)
    return answer.value.ok ? ok(undefined) : fail(answer.value.code)
  }
}
