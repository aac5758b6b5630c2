import type { Millis, NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import { fail, ok } from '../../shared/result'
import { fingerprintOfPem } from '../node-client/socket/check-peer'
import { securityOf } from './pair-lnd'
import type { ShownCertificate } from './served-lnd'

export interface ShownCertificatesDeps {
  readonly active: () => NodeProfile | undefined
  readonly manager: { choose(): () => boolean; take(profile: NodeProfile): Promise<boolean> }
  /** Milliseconds since 1970. */
  readonly now: () => Millis
}

/** The certificate that an LND presented instead of the trusted one, until the person trusts it. */
export class ShownCertificates {
  readonly #deps: ShownCertificatesDeps
  #last: { readonly node: NodeId; readonly shown: ShownCertificate } | undefined

  constructor(deps: ShownCertificatesDeps) {
    this.#deps = deps
  }

  note(node: NodeId, shown: ShownCertificate): void {
    this.#last = { node, shown }
  }

  /** Trusts the certificate for the active LND; its records and key are kept. */
  readonly trustShown: Handlers<ContractCalls>['pairing']['trustShown'] = async ({ fingerprint }) => {
    const { active, manager, now } = this.#deps
    const node = active()
    const last = this.#last
    if (node?.lnd === undefined || last?.node !== node.id) return fail('not-found')
    const { pem } = last.shown
    // The saved text decides, not what the process reported about it.
    if (last.shown.fingerprint !== fingerprint || fingerprintOfPem(pem) !== fingerprint)
      return fail('not-found')
    this.#last = undefined
    manager.choose()
    const lnd = { ...node.lnd, certificate: pem, certificateSince: now() }
    await manager.take({ ...node, lnd, security: securityOf(lnd) })
    return ok(undefined)
  }
}
