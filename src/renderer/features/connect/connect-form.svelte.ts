import { isLoopback, parseAddress } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import type { NodeProfile, Security } from '../../../shared/domain/node'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { IpcErrorCode } from '../../../shared/ipc/spec'
import { connectFailureWords } from '../../../shared/words/connection'
import { body } from '../../../shared/words/words'

/** What a person chooses from. `certificate`: a file, or a fingerprint that they compare and trust. */
export type SecurityChoice = 'loopback' | 'tls' | 'certificate' | 'plaintext'

export const DEFAULT_ADDRESS = '127.0.0.1:8881'

/** The fields of the connection form and the one test that runs at a time. Used by the first run and by Settings. */
export class ConnectForm {
  address = $state(DEFAULT_ADDRESS)
  choice = $state<SecurityChoice>('loopback')
  apiKey = $state('')
  /** A certificate file that was chosen, with its name for the screen. */
  certificate = $state.raw<{ readonly name: string; readonly pem: string } | undefined>()
  certificateError = $state<string | undefined>()
  addressError = $state<string | undefined>()
  busy = $state(false)
  /** The step that stopped the last test. */
  failure = $state.raw<ConnectFailure | undefined>()
  /** The wallet itself failed. */
  broken = $state<IpcErrorCode | undefined>()

  readonly #imp: ImpApi

  constructor(imp: ImpApi, node?: NodeProfile) {
    this.#imp = imp
    if (node === undefined || node.demo) return
    this.address = node.address
    this.choice = choiceOf(node.security)
  }

  /** The answer to `Connect`. Resolves with `true` when the node is in use. */
  async submit(): Promise<boolean> {
    this.#clear()
    this.addressError = addressProblem(this.address, this.choice)
    if (this.addressError !== undefined) return false
    return await this.#connect(this.#security())
  }

  /** The person compared the fingerprint with the one on their node. */
  async trust(fingerprint: string): Promise<boolean> {
    this.#clear()
    return await this.#connect({ kind: 'tls-pinned', fingerprint })
  }

  async chooseCertificate(file: File): Promise<void> {
    const pem = file.size > MAX_CERTIFICATE_BYTES ? '' : await file.text()
    if (/-----BEGIN CERTIFICATE-----/u.test(pem)) {
      this.certificate = { name: file.name, pem }
      this.certificateError = undefined
      this.choice = 'certificate'
      this.failure = undefined
    } else {
      this.certificateError = `${file.name} holds no certificate. Choose the PEM file of your node, often called tls.cert.`
    }
  }

  /** Back to the form, which keeps what was typed. */
  readonly back = (): void => this.#clear()

  #clear(): void {
    this.failure = undefined
    this.broken = undefined
    this.addressError = undefined
  }

  #security(): Security {
    switch (this.choice) {
      case 'loopback':
        return { kind: 'loopback' }
      case 'plaintext':
        return { kind: 'plaintext' }
      case 'tls':
        return { kind: 'tls' }
      case 'certificate':
        // Without a file the node is asked for its certificate, and the person compares the fingerprint.
        return this.certificate === undefined
          ? { kind: 'tls' }
          : { kind: 'tls-certificate', pem: this.certificate.pem }
    }
  }

  async #connect(security: Security): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const apiKey = this.apiKey.trim()
    const result = await this.#imp.connection.connect({
      address: this.address.trim(),
      security,
      ...(apiKey === '' ? {} : { apiKey })
    })
    this.busy = false
    if (!result.ok) {
      this.broken = result.error.code
      return false
    }
    if (result.value.kind === 'connected') return true
    this.failure = result.value.failure
    return false
  }
}

const MAX_CERTIFICATE_BYTES = 100_000

function choiceOf(security: Security): SecurityChoice {
  switch (security.kind) {
    case 'loopback':
    case 'tls':
    case 'plaintext':
      return security.kind
    case 'tls-certificate':
    case 'tls-pinned':
      return 'certificate'
  }
}

/** What is wrong with the address as far as can be known without trying it. */
function addressProblem(text: string, choice: SecurityChoice): string | undefined {
  const parsed = parseAddress(text)
  if (!parsed.ok) {
    const words = connectFailureWords['bad-address']({ address: text.trim() })
    return `${words.title}. ${body(words)}`
  }
  if (choice === 'loopback' && !isLoopback(parsed.value)) {
    return 'This address is not on this computer. Nothing was sent. Choose TLS, or Unencrypted if a tunnel protects the way.'
  }
  return undefined
}
