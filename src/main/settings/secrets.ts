import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import { readOrKeepAside, type Damage } from './corrupt-file'
import type { JsonFile } from './json-file'

/** The part of Electron's safeStorage that secrets use. Only Linux names the backend. */
export interface Keychain {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
}

const File = v.record(v.string(), v.string())

/** What may be secret of a node; each is encrypted by itself, so that what there is can be told without decrypting. */
export type SecretKind = 'api-key' | 'client-certificate'

/** The name of a secret in the file. An id has no dot in it. */
const nameOf = (id: NodeId, kind: SecretKind): string => (kind === 'api-key' ? id : `${id}.${kind}`)

/**
 * API keys and client certificates. On disk only as encrypted by the system's keychain; where there is none to be
 * trusted, a secret lives in memory until the wallet quits. Never in plain text on disk.
 */
export class Secrets {
  readonly #file: JsonFile
  readonly #keychain: Keychain
  readonly #memory = new Map<string, string>()
  readonly #onDamage: (damage: Damage) => void
  #storage: 'keychain' | 'memory' | undefined

  constructor(file: JsonFile, keychain: Keychain, onDamage: (damage: Damage) => void) {
    this.#file = file
    this.#keychain = keychain
    this.#onDamage = onDamage
  }

  /** Asked late, because the system may take its time, or ask the person to unlock the keychain. */
  get storage(): 'keychain' | 'memory' {
    if (this.#storage === undefined) {
      this.#storage = isTrustworthy(this.#keychain) ? 'keychain' : 'memory'
      if (this.#storage === 'keychain') readOrKeepAside(this.#file, this.#onDamage)
    }
    return this.#storage
  }

  /** Undefined where the node needs none, or where it has been forgotten or cannot be decrypted any more. */
  get(id: NodeId, kind: SecretKind = 'api-key'): string | undefined {
    const name = nameOf(id, kind)
    const held = this.#memory.get(name)
    if (held !== undefined) return held
    const encrypted = this.#stored()[name]
    // The keychain is not asked for what it does not hold.
    if (encrypted === undefined || this.storage === 'memory') return undefined
    try {
      const secret = this.#keychain.decryptString(Buffer.from(encrypted, 'base64'))
      this.#memory.set(name, secret)
      return secret
    } catch {
      return undefined
    }
  }

  /** True where a secret is kept. Whether it can still be decrypted shows when it is used. */
  has(id: NodeId, kind: SecretKind): boolean {
    const name = nameOf(id, kind)
    return this.#memory.has(name) || Object.hasOwn(this.#stored(), name)
  }

  /** Undefined forgets the secret. Where it cannot be stored it is kept for this run. */
  set(id: NodeId, secret: string | undefined, kind: SecretKind = 'api-key'): void {
    const name = nameOf(id, kind)
    if (secret === undefined) this.#memory.delete(name)
    else this.#memory.set(name, secret)
    const { [name]: previous, ...others } = this.#stored()
    const encrypted = secret === undefined ? undefined : this.#encrypt(secret)
    // What is there no longer holds, whether or not the new one can be stored.
    if (encrypted !== undefined) this.#file.write({ ...others, [name]: encrypted })
    else if (previous !== undefined) this.#file.write(others)
  }

  /** Undefined where there is no keychain to be trusted, or it was locked or taken away. */
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

/** `basic_text` is a fixed password that everybody knows; `unknown` is no answer. */
function isTrustworthy(keychain: Keychain): boolean {
  try {
    const backend = keychain.getSelectedStorageBackend?.()
    return keychain.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown'
  } catch {
    return false
  }
}
