import type { LndDetails, LndDetailsForm } from '../../../shared/domain/pairing'
import type { GivenAnswer, WalletLndAccess } from '../../../shared/lnd-process'
import { readLndAddress } from '../../backends/lnd/lnd-address'
import { readCertificates } from '../../tls/certificates'
import { readGivenKey } from './given-key'
import { hostOf } from './host'
import type { KeyHome } from './key-home'
import { hasPieces, type LndPieces, type PiecesResult } from './pieces'
import { readFiles, type GivenFile } from './read-files'
import { readText } from './read-text'

/**
 * The connection details that the person gave, combined from one or several pieces. Every change is made in one turn of the
 * event loop, so that the caller can end what uses the earlier details.
 */
export class GivenDetails {
  #pieces: LndPieces = {}
  #form: LndDetailsForm = 'text'
  /** The certificate came with the lndconnect link. */
  #inLink = false
  #home: KeyHome | undefined

  get pieces(): LndPieces {
    return this.#pieces
  }

  /** Where the key belongs; undefined if the person gave it. */
  get home(): KeyHome | undefined {
    return this.#home
  }

  giveText(text: string): GivenAnswer {
    const read = readText(text)
    if (!read.ok) return this.#refuse(read.error.code)
    const { form, pieces } = read.value
    // A link is complete, so it replaces the earlier pieces.
    return form === 'lndconnect' ? this.#replace(form, pieces) : this.#add(form, { ok: true, value: pieces })
  }

  giveFiles(files: readonly GivenFile[]): GivenAnswer {
    return this.#add('files', readFiles(files))
  }

  /** `read`: what LND's folder contains. */
  giveFolder(read: PiecesResult): GivenAnswer {
    return read.ok ? this.#replace('folder', read.value, read.value) : this.#refuse(read.error.code)
  }

  giveAccess({ address: given, cert, macaroon, socks }: WalletLndAccess): GivenAnswer {
    const address = readLndAddress(given)
    if (address === undefined) return this.#refuse('no-address')
    if (cert !== undefined && readCertificates(Buffer.from(cert)).length === 0)
      return this.#refuse('bad-certificate')
    return this.#replace('text', { address, cert, macaroon }, { address, cert, socks })
  }

  setAddress(text: string): GivenAnswer {
    const address = readLndAddress(text)
    return address === undefined
      ? this.#refuse('no-address')
      : this.#add(this.#form, { ok: true, value: { address } })
  }

  /** The person trusts this certificate, PEM, instead of the one that was given. */
  trust(cert: string): void {
    this.#pieces = { ...this.#pieces, cert }
    this.#inLink = false
  }

  forget(): void {
    this.#pieces = {}
    this.#form = 'text'
    this.#inLink = false
    this.#home = undefined
  }

  #replace(form: LndDetailsForm, pieces: LndPieces, home?: KeyHome): GivenAnswer {
    this.#home = home
    this.#form = form
    this.#inLink = form === 'lndconnect' && pieces.cert !== undefined
    this.#pieces = pieces
    return this.#answer(pieces)
  }

  #add(form: LndDetailsForm, read: PiecesResult): GivenAnswer {
    if (!read.ok) return this.#refuse(read.error.code)
    if (!hasPieces(this.#pieces)) this.#form = form
    if (read.value.cert !== undefined) this.#inLink = false
    if (read.value.macaroon !== undefined) this.#home = undefined
    this.#pieces = { ...this.#pieces, ...read.value }
    return this.#answer(read.value)
  }

  /** `given`: the pieces that were given now. The details tell what is still missing. */
  #answer(given: LndPieces): GivenAnswer {
    return { ok: true, key: given.macaroon !== undefined, details: this.#details() }
  }

  /** Refuses a piece; earlier pieces stay. */
  #refuse(code: Extract<GivenAnswer, { ok: false }>['code']): GivenAnswer {
    return hasPieces(this.#pieces)
      ? { ok: false, key: false, code, details: this.#details() }
      : { ok: false, key: false, code }
  }

  #details(): LndDetails {
    const { address, cert, macaroon } = this.#pieces
    return {
      form: this.#form,
      address,
      fingerprint: cert === undefined ? undefined : readCertificates(Buffer.from(cert))[0]?.fingerprint256,
      inLink: this.#inLink,
      key: macaroon === undefined ? undefined : readGivenKey(macaroon, Date.now()),
      host: hostOf(address, cert)
    }
  }
}
