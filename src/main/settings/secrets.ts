import * as v from 'valibot'
import type { NodeId } from '../../shared/domain/ids'
import { readOrKeepAside, type Damage } from './damage'
import type { JsonFile } from './json-file'

/** What is needed of Electron's safeStorage; the backend's name is told on Linux since Electron 26 or so. */
export interface Keychain {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
}

const File = v.record(v.string(), v.string())

/**
 * API keys. On disk only as encrypted by the system's keychain; where there is none to be trusted, a key lives in memory
 * until the wallet quits. Never in plain text on disk.
 */
export class Secrets {
  readonly #file: JsonFile
  readonly #keychain: Keychain
  readonly #memory = new Map<NodeId, string>()
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

  /** Undefined where the node needs no key, or where it has been forgotten or cannot be decrypted any more. */
  get(id: NodeId): string | undefined {
    const held = this.#memory.get(id)
    if (held !== undefined) return held
    const encrypted = this.#stored()[id]
    // The keychain is not asked for what it does not hold.
    if (encrypted === undefined || this.storage === 'memory') return undefined
    try {
      const key = this.#keychain.decryptString(Buffer.from(encrypted, 'base64'))
      this.#memory.set(id, key)
      return key
    } catch {
      return undefined
    }
  }

  /** Undefined forgets the key. Where it cannot be stored it is kept for this run. */
  set(id: NodeId, key: string | undefined): void {
    if (key === undefined) this.#memory.delete(id)
    else this.#memory.set(id, key)
    if (this.storage === 'memory') return
    const { [id]: _previous, ...others } = this.#stored()
    try {
      const encrypted =
        key === undefined ? {} : { [id]: this.#keychain.encryptString(key).toString('base64') }
      this.#file.write({ ...others, ...encrypted })
    } catch {
      // The keychain was locked or taken away: the key stays in memory.
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
