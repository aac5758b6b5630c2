import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import { readOrCopyAside, type Damage } from './corrupt-file'
import type { JsonFile } from './json-file'

/** The part of Electron's safeStorage that secrets use. Only Linux names the backend. */
export interface Keychain {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
}

const File = v.record(v.string(), v.string())

/** Kinds of secrets of a node. Each is encrypted separately, so that their existence is known without decrypting. */
export type SecretKind = 'api-key' | 'client-certificate' | 'lnd-macaroon'

/** The key of a secret in the file. A node id contains no dot. */
const nameOf = (id: NodeId, kind: SecretKind): string => (kind === 'api-key' ? id : `${id}.${kind}`)

/**
 * API keys, client certificates and macaroons. On disk they are encrypted by the system's keychain. If there is no
 * trustworthy keychain, a secret is kept in memory until the wallet quits. It is never written in plain text.
 */
export class Secrets {
  readonly #file: JsonFile
  readonly #keychain: Keychain
  readonly #memory = new Map<string, string>()
  readonly #onCorruptFile: (damage: Damage) => void
  readonly #hide: (secret: string) => void
  #storage: 'keychain' | 'memory' | undefined

  /** `hide` makes the log redact a secret. */
  constructor(
    file: JsonFile,
    keychain: Keychain,
    onCorruptFile: (damage: Damage) => void,
    hide: (secret: string) => void = () => undefined
  ) {
    this.#hide = hide
    this.#file = file
    this.#keychain = keychain
    this.#onCorruptFile = onCorruptFile
  }

  /** Asked late, because the system may be slow or may ask the person to unlock the keychain. */
  get storage(): 'keychain' | 'memory' {
    if (this.#storage === undefined) {
      this.#storage = isTrustworthy(this.#keychain) ? 'keychain' : 'memory'
      if (this.#storage === 'keychain') readOrCopyAside(this.#file, this.#onCorruptFile)
    }
    return this.#storage
  }

  /** Undefined if the node needs no secret, or if it was forgotten or can no longer be decrypted. */
  get(id: NodeId, kind: SecretKind = 'api-key'): string | undefined {
    const name = nameOf(id, kind)
    const held = this.#memory.get(name)
    if (held !== undefined) return held
    const encrypted = this.#stored()[name]
    // Without a stored secret the keychain is not asked, so that the person need not unlock it.
    if (encrypted === undefined || this.storage === 'memory') return undefined
    try {
      const secret = this.#keychain.decryptString(Buffer.from(encrypted, 'base64'))
      this.#hold(name, secret)
      return secret
    } catch {
      return undefined
    }
  }

  /** Whether a secret is stored. Whether it can be decrypted shows when it is used. */
  has(id: NodeId, kind: SecretKind): boolean {
    const name = nameOf(id, kind)
    return this.#memory.has(name) || Object.hasOwn(this.#stored(), name)
  }

  /** `undefined` removes the secret. A secret that cannot be stored is kept until the wallet quits. */
  set(id: NodeId, secret: string | undefined, kind: SecretKind = 'api-key'): void {
    const name = nameOf(id, kind)
    if (secret === undefined) this.#memory.delete(name)
    else this.#hold(name, secret)
    const { [name]: previous, ...others } = this.#stored()
    const encrypted = secret === undefined ? undefined : this.#encrypt(secret)
    // The old secret is invalid, whether or not the new one can be stored.
    if (encrypted !== undefined) this.#file.write({ ...others, [name]: encrypted })
    else if (previous !== undefined) this.#file.write(others)
  }

  #hold(name: string, secret: string): void {
    this.#hide(secret)
    this.#memory.set(name, secret)
  }

  /** Undefined if there is no trustworthy keychain, or if it is locked or gone. */
  #encrypt(secret: string): string | undefined {
    if (this.storage === 'memory') return undefined
    try {
      return this.#keychain.encryptString(secret).toString('base64')
    } catch {
      return undefined
    }
  }

  #stored(): Readonly<Record<string, string>> {
    const read = this.#file.read()
    return read.ok && v.is(File, read.value) ? read.value : {}
  }
}

/** `basic_text` encrypts with a fixed, public password; `unknown` means that the backend is not known. */
function isTrustworthy(keychain: Keychain): boolean {
  try {
    const backend = keychain.getSelectedStorageBackend?.()
    return keychain.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown'
  } catch {
    return false
  }
}
