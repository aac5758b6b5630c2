import type { NodeId } from '../../shared/domain/ids'
import type { PairingState } from '../../shared/domain/pairing'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import { fail, ok } from '../../shared/result'

type Calls = Handlers<ContractCalls>['pairing']

export interface LndPairingDeps {
  readonly changed: (state: PairingState | undefined) => void
}

const begun = (again: NodeId | undefined): PairingState => ({
  details: undefined,
  socks: undefined,
  again,
  check: undefined,
  connecting: false,
  paired: undefined
})

/** The pairing of an LND that is under way, if one is. */
export class LndPairing implements Calls {
  readonly #deps: LndPairingDeps

  constructor(deps: LndPairingDeps) {
    this.#deps = deps
  }

  readonly begin: Calls['begin'] = ({ again }) => {
    this.#deps.changed(begun(again))
    return ok(undefined)
  }

  readonly end: Calls['end'] = () => {
    this.#deps.changed(undefined)
    return ok(undefined)
  }

  readonly findLocal: Calls['findLocal'] = () => ok([])
  readonly useFound: Calls['useFound'] = () => fail('process-failed')
  readonly giveText: Calls['giveText'] = () => fail('process-failed')
  readonly giveClipboard: Calls['giveClipboard'] = () => fail('process-failed')
  readonly giveFiles: Calls['giveFiles'] = () => fail('process-failed')
  readonly chooseFiles: Calls['chooseFiles'] = () => fail('process-failed')
  readonly chooseFolder: Calls['chooseFolder'] = () => fail('process-failed')
  readonly setAddress: Calls['setAddress'] = () => fail('process-failed')
  readonly clearClipboard: Calls['clearClipboard'] = () => ok(undefined)
  readonly setSocks: Calls['setSocks'] = () => fail('bad-address')
  readonly forgetDetails: Calls['forgetDetails'] = () => ok(undefined)
  readonly check: Calls['check'] = () => fail('process-failed')
  readonly cancelCheck: Calls['cancelCheck'] = () => ok(undefined)
  readonly connect: Calls['connect'] = () => fail('process-failed')
  readonly trustShown: Calls['trustShown'] = () => fail('not-found')
}
