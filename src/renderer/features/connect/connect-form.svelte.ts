import { formatAddress, isLoopback, parseAddress } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'
import {
  isExposed,
  type ClientCertificate,
  type NodeProfile,
  type SavedNode,
  type Security
} from '../../../shared/domain/node'
import type { ImpApi } from '../../../shared/ipc/contract'
import type { IpcErrorCode } from '../../../shared/ipc/spec'
import { connectFailureMessage } from '../../../shared/copy/connection'
import { body } from '../../../shared/copy/user-message'
import { certificatesOf, clientPartsOf } from './pem'

/** The choices in the form. `certificate`: a file, or a fingerprint that the person compares and trusts. */
export type SecurityChoice = 'loopback' | 'tls' | 'certificate' | 'plaintext'

const DEFAULT_ADDRESS = '127.0.0.1:8881'

/** A certificate that the person gave, with its name on screen. */
export interface GivenCertificate {
  readonly name: string
  readonly pem: string
}

/** The fields of the connection form and the one test that runs at a time. */
export class ConnectForm {
  address = $state(DEFAULT_ADDRESS)
  choice = $state<SecurityChoice>('loopback')
  apiKey = $state('')
  /** The saved key of this address is removed. */
  dropApiKey = $state(false)
  certificate = $state.raw<GivenCertificate | undefined>()
  certificateError = $state<string | undefined>()
  /** The client certificate and its key, as far as they were given. */
  client = $state.raw<Partial<ClientCertificate>>({})
  clientError = $state<string | undefined>()
  dropClient = $state(false)
  addressError = $state<string | undefined>()
  busy = $state(false)
  /** Why the last connection test failed. */
  failure = $state.raw<ConnectFailure | undefined>()
  /** The wallet itself failed. */
  broken = $state<IpcErrorCode | undefined>()

  readonly #imp: ImpApi
  readonly #nodes: () => readonly SavedNode[]
  readonly #known = $derived.by(() => this.#savedAt(this.address))

  constructor(imp: ImpApi, nodes: () => readonly SavedNode[], node?: NodeProfile) {
    this.#imp = imp
    this.#nodes = nodes
    if (node === undefined || node.demo || node.lnd !== undefined) return
    this.address = node.address
    this.choice = choiceOf(node.security)
  }

  /** The saved node at the address in the field. Fields that are left empty keep their saved values. */
  get known(): SavedNode | undefined {
    return this.#known
  }

  /** A certificate that was chosen, or whose fingerprint was trusted, before. */
  get trustedBefore(): Security | undefined {
    const security = this.#known?.security
    return security?.kind === 'tls-pinned' || security?.kind === 'tls-certificate' ? security : undefined
  }

  get encrypted(): boolean {
    return this.choice === 'tls' || this.choice === 'certificate'
  }

  /** Others on the network could read and change the traffic to this address. */
  get exposed(): boolean {
    return isExposed({
      address: this.address,
      security: { kind: this.choice === 'plaintext' ? 'plaintext' : 'tls' }
    })
  }

  /** Tests the connection and saves the node. Resolves with `true` if the node is now active. */
  async submit(): Promise<boolean> {
    this.#clear()
    this.addressError = addressProblem(this.address, this.choice)
    if (this.addressError !== undefined || this.#halfClient()) return false
    return await this.#connect(this.#security())
  }

  /** The person compared the fingerprint with the one on their node. */
  async trust(fingerprint: string): Promise<boolean> {
    this.#clear()
    return await this.#connect({ kind: 'tls-pinned', fingerprint })
  }

  /** Takes a certificate of the node, or of the authority that signed it. False if the text contains none. */
  takeCertificate(text: string, name: string): boolean {
    const pem = text.length > MAX_PEM ? '' : certificatesOf(text)
    if (pem === '') {
      this.certificateError = `${name} contains no certificate. Choose the PEM file of your node, often called tls.cert.`
      return false
    }
    this.certificate = { name, pem }
    this.certificateError = undefined
    this.choice = 'certificate'
    this.failure = undefined
    return true
  }

  /** Takes the client certificate, its key or both. False if the text contains neither. */
  takeClient(text: string): boolean {
    const parts = clientPartsOf(text.length > MAX_PEM ? '' : text)
    this.clientError = parts.problem
    if (parts.certificate === undefined && parts.key === undefined) return false
    const { problem: _none, ...given } = parts
    this.client = { ...this.client, ...given }
    this.dropClient = false
    return true
  }

  readonly forgetClient = (): void => {
    this.client = {}
    this.clientError = undefined
    this.dropClient = this.#known?.hasClientCertificate ?? false
  }

  /** Returns to the form, which keeps what was typed. */
  readonly back = (): void => this.#clear()

  #clear(): void {
    this.failure = undefined
    this.broken = undefined
    this.addressError = undefined
  }

  #halfClient(): boolean {
    const { certificate, key } = this.client
    if (!this.encrypted || (certificate === undefined) === (key === undefined)) return false
    this.clientError =
      key === undefined
        ? 'The key of this certificate is missing.'
        : 'The certificate of this key is missing.'
    return true
  }

  #savedAt(text: string): SavedNode | undefined {
    const parsed = parseAddress(text)
    if (!parsed.ok) return undefined
    const address = formatAddress(parsed.value)
    return this.#nodes().find((node) => !node.demo && node.lnd === undefined && node.address === address)
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
        if (this.certificate !== undefined) return { kind: 'tls-certificate', pem: this.certificate.pem }
        // Without a trusted certificate the test fails with the node's fingerprint, which the person then compares.
        return this.trustedBefore ?? { kind: 'tls' }
    }
  }

  #secrets(): Pick<Parameters<ImpApi['connection']['connect']>[0], 'apiKey' | 'clientCertificate'> {
    const apiKey = this.apiKey.trim()
    const { certificate, key } = this.client
    const given = certificate !== undefined && key !== undefined && this.encrypted
    return {
      ...(apiKey === '' ? (this.dropApiKey ? { apiKey: null } : {}) : { apiKey }),
      ...(given
        ? { clientCertificate: { certificate, key } }
        : this.dropClient
          ? { clientCertificate: null }
          : {})
    }
  }

  async #connect(security: Security): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const result = await this.#imp.connection.connect({
      address: this.address.trim(),
      security,
      ...this.#secrets()
    })
    this.busy = false
    if (!result.ok) {
      this.broken = result.error.code
      return false
    }
    if (result.value.kind === 'failed') {
      this.failure = result.value.failure
      return false
    }
    // The page forgets the secrets once main has them.
    this.apiKey = ''
    this.client = {}
    this.dropApiKey = false
    this.dropClient = false
    return true
  }
}

const MAX_PEM = 100_000

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

/** What is wrong with the address, as far as this is known without a connection. */
function addressProblem(text: string, choice: SecurityChoice): string | undefined {
  const parsed = parseAddress(text)
  if (!parsed.ok) {
    const words = connectFailureMessage['bad-address']({ address: text.trim(), name: text.trim() })
    return `${words.title}. ${body(words)}`
  }
  if (choice === 'loopback' && !isLoopback(parsed.value)) {
    return 'This address is not on this computer. Nothing was sent. Choose TLS, or Unencrypted if a tunnel protects the connection.'
  }
  return undefined
}
