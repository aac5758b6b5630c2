import type {
  LndDetails,
  LndDetailsFailure,
  PairingRights,
  PairingState
} from '../../../shared/domain/pairing'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { IpcErrorCode } from '../../../shared/ipc/spec'
import type { Result } from '../../../shared/result'
import { ipcErrorMessage, isIpcErrorCode } from '../../../shared/copy/ipc'
import { lndDetailsFailureMessage } from '../../../shared/copy/lnd-details'
import { pairingFailureMessage } from '../../../shared/copy/pairing-failure'
import type { UserMessage } from '../../../shared/copy/user-message'
import { transferProblem, type GivenTransfer } from './given-transfer'

/** The page's part of the pairing: the current view and the last problem. Main holds the rest. */
export class PairingModel {
  /** `details` shows the given details, `check` the check that main reports. */
  view = $state<'details' | 'check'>('details')
  /** The person wants to replace the key or the address that was given. */
  replaces = $state<'key' | 'address' | undefined>()
  problem = $state.raw<UserMessage | undefined>()
  /** The person wants to enter another SOCKS proxy. */
  changesSocks = $state(false)
  /** The person gave details in this pairing. Otherwise the saved ones are used. */
  gave = $state(false)
  /** The person trusted a new certificate, which has to replace the saved one. */
  trusted = $state(false)
  rights = $state<PairingRights>('pay-and-receive')
  /** LND did not make a key with fewer rights, and the person keeps the given one. */
  keepsGivenKey = $state(false)

  /** The number of calls to main under way. Something may be dropped while a file dialog is open. */
  #running = $state(0)
  readonly #imp: ImpApi['pairing']
  readonly #state: () => PairingState | undefined

  constructor(imp: ImpApi['pairing'], state: () => PairingState | undefined, view?: 'check') {
    this.#imp = imp
    this.#state = state
    if (view === 'check' || state()?.check !== undefined) this.view = 'check'
  }

  get busy(): boolean {
    return this.#running > 0
  }

  get details(): LndDetails | undefined {
    return this.#state()?.details
  }

  /** A key and an address were given, which is enough for a check. */
  get complete(): boolean {
    return this.details?.key !== undefined && this.details.address !== undefined
  }

  /** The clipboard holds a key that was given. */
  get keyOnClipboard(): boolean {
    return this.#state()?.keyOnClipboard === true
  }

  async give(transfer: GivenTransfer): Promise<boolean> {
    switch (transfer.kind) {
      case 'text':
        return await this.#give(this.#imp.giveText({ text: transfer.text }))
      case 'files':
        return await this.#give(this.#imp.giveFiles({ files: transfer.files }))
      case 'folder':
        return await this.#give(this.#imp.giveFolder(transfer.folder))
      default:
        this.problem = transferProblem[transfer.kind]
        return false
    }
  }

  readonly readClipboard = () => this.#give(this.#imp.giveClipboard())
  readonly chooseFiles = () => this.#give(this.#imp.chooseFiles())
  readonly chooseFolder = () => this.#give(this.#imp.chooseFolder())
  readonly setAddress = (address: string) => this.#give(this.#imp.setAddress({ address: address.trim() }))

  /** Takes the details of a found LND and starts the check. */
  async useFound(id: string): Promise<void> {
    if (await this.#give(this.#imp.useFound({ id }))) await this.check()
  }

  async clearClipboard(): Promise<void> {
    await this.#imp.clearClipboard()
  }

  async forget(): Promise<void> {
    this.replaces = undefined
    this.problem = undefined
    await this.#imp.forgetDetails()
  }

  /** `trust`: the fingerprint that the person compared. */
  async check(trust?: string): Promise<void> {
    await this.#run(async () => {
      const result = await this.#imp.check(trust === undefined ? {} : { trust })
      if (!result.ok) {
        this.problem = messageOf(result.error.code)
        return
      }
      if (trust !== undefined) this.trusted = true
      this.keepsGivenKey = false
      this.view = 'check'
    })
  }

  async checkAt(address: string): Promise<void> {
    if (await this.setAddress(address)) await this.check()
  }

  /** Checks through a SOCKS proxy. With an empty address the wallet looks for Tor by itself. */
  async checkThrough(socks: string): Promise<void> {
    this.problem = undefined
    const result = await this.#imp.setSocks({ socks: socks.trim() })
    if (result.ok) {
      this.changesSocks = false
      await this.check()
    } else this.problem = isIpcErrorCode(result.error.code) ? ipcErrorMessage[result.error.code] : BAD_SOCKS
  }

  /** Checks the LND that the given details lead to as a node of its own, instead of the saved one. */
  async addAsNew(): Promise<void> {
    await this.#run(async () => {
      const result = await this.#imp.addAsNew()
      if (!result.ok) this.problem = messageOf(result.error.code)
    })
  }

  /** Returns from the check to the given details. */
  async toDetails(replaces?: 'key' | 'address'): Promise<void> {
    this.view = 'details'
    this.replaces = replaces
    this.changesSocks = false
    this.problem = undefined
    if (this.#state()?.check?.running === true) await this.#imp.cancelCheck()
  }

  async connect(rights: PairingRights): Promise<void> {
    await this.#run(async () => {
      const mayBake = this.#state()?.check?.findings.rights?.bake === true
      const result = await this.#imp.connect({ rights, keepGivenKey: !mayBake || this.keepsGivenKey })
      if (result.ok) return
      const { code } = result.error
      if (code === 'not-baked') this.keepsGivenKey = true
      this.problem = isIpcErrorCode(code) ? ipcErrorMessage[code] : pairingFailureMessage[code]
    })
  }

  async #give(
    call: Promise<Result<undefined | boolean, LndDetailsFailure | IpcErrorCode>>
  ): Promise<boolean> {
    let given = false
    await this.#run(async () => {
      const result = await call
      if (!result.ok) {
        this.problem = messageOf(result.error.code)
        return
      }
      // The person closed the system's dialog.
      if (result.value === false) return
      given = true
      this.gave = true
      this.replaces = undefined
    })
    return given
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.#running += 1
    this.problem = undefined
    try {
      await work()
    } finally {
      this.#running -= 1
    }
  }
}

const BAD_SOCKS: UserMessage = {
  title: 'This is not a SOCKS address',
  money: 'Nothing was sent.',
  next: 'Enter a host and port, for example 127.0.0.1:9050.'
}

const messageOf = (code: LndDetailsFailure | IpcErrorCode): UserMessage =>
  isIpcErrorCode(code) ? ipcErrorMessage[code] : lndDetailsFailureMessage[code]
