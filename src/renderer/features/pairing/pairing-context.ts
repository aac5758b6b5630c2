import type { PairingCheck, PairingState } from '../../../shared/domain/pairing'
import type { PairingContext } from '../../../shared/copy/pairing'
import { shortKey } from '../../../shared/short-key'
import { looksEmpty, visibleLine } from '../../../shared/visible-text'
import { LOCALE } from '../../lib/format'

/** The values that the texts about a check contain. `name`: the saved node, or the host. */
export function pairingContext(pairing: PairingState, check: PairingCheck, name: string): PairingContext {
  const { alias, pubkey, blocksBehind } = check.findings
  return {
    address: pairing.details?.address ?? '',
    name,
    answering:
      alias !== undefined && !looksEmpty(alias)
        ? visibleLine(alias)
        : pubkey === undefined
          ? 'Another LND'
          : shortKey(pubkey),
    behind:
      blocksBehind === undefined
        ? undefined
        : `${blocksBehind.toLocaleString(LOCALE)} ${blocksBehind === 1 ? 'block' : 'blocks'}`
  }
}
