import type { PairingCheck, PairingState } from '../../../shared/domain/pairing'
import type { PairingContext } from '../../../shared/copy/pairing'
import { amountText, satToMsat, sat, type Unit } from '../../../shared/money'
import { shortKey } from '../../../shared/short-key'
import { looksEmpty, visibleLine } from '../../../shared/visible-text'
import { LOCALE } from '../../lib/format'

/** The values that the texts about a check contain. `name`: the saved node, or the host. */
export function pairingContext(
  pairing: PairingState,
  check: PairingCheck,
  { name, unit }: { readonly name: string; readonly unit: Unit }
): PairingContext {
  const { alias, pubkey, lag = {}, channels } = check.findings
  const { open = 0, active = 0, offlineSat = sat(0n), offlinePeer = '' } = channels ?? {}
  const named = alias !== undefined && !looksEmpty(alias)
  return {
    address: pairing.details?.address ?? '',
    name,
    answering: named ? visibleLine(alias) : pubkey === undefined ? 'Another LND' : shortKey(pubkey),
    answeringKey: named && pubkey !== undefined ? shortKey(pubkey) : undefined,
    socks: pairing.socks,
    lag,
    channels: {
      ...{ open, active },
      offline: offlineSat === 0n ? undefined : amountText(satToMsat(offlineSat), unit, LOCALE),
      offlinePeer: looksEmpty(offlinePeer) ? undefined : visibleLine(offlinePeer)
    }
  }
}
