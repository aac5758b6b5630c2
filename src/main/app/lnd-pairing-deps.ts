import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { PairingState } from '../../shared/domain/pairing'
import type { ContractCalls } from '../../shared/ipc/contract'
import type { Handlers } from '../../shared/ipc/spec'
import type { Result } from '../../shared/result'
import type { ReportBug } from '../background'
import type { StartLndNode } from '../platform/process/lnd-node-process'
import type { PairLnd } from './pair-lnd'

export type PairingCalls = Handlers<ContractCalls>['pairing']

/** A file that the person chose; connection details are small. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface LndPairingDeps {
  readonly start: StartLndNode
  /**
   * Prepares the node that will serve the LND, so that the person does not wait for it after the last click. `load`
   * loads its client; `prepare` starts its process; `discard` ends a process that was not used.
   */
  readonly prepared: { load(): void; prepare(): void; discard(): void }
  readonly changed: (state: PairingState | undefined) => void
  readonly savedNode: (id: NodeId) => NodeProfile | undefined
  readonly readMacaroon: (id: NodeId) => string | undefined
  readonly pair: PairLnd
  readonly clipboard: { read(): Promise<string>; clear(): void | Promise<void> }
  /** Asks in a system dialog; undefined: the person cancelled. */
  readonly chooseFiles: () => Promise<
    Result<readonly GivenFile[] | undefined, 'unreadable-file' | 'too-large'>
  >
  readonly chooseFolder: () => Promise<string | undefined>
  /** Does not need a pairing under way. */
  readonly trustShown: PairingCalls['trustShown']
  /** The input of the person may contain a macaroon; from now on it is kept out of the log. */
  readonly hide: (given: string) => void
  readonly reportBug: ReportBug
}
