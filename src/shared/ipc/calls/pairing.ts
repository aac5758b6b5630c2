import * as v from 'valibot'
import type { FoundLnd, LndDetailsFailure, PairedLnd, PairingFailure } from '../../domain/pairing'
import * as s from '../schemas'
import { call, fileCall } from '../spec'

/** Connects the wallet to the person's own LND. `AppState.pairing` contains the progress. */
export const pairingCalls = {
  /**
   * Starts a pairing and ends the one that is under way. `again`: loads the saved details of this LND, to pair it again or
   * to check its connection. It must be the same LND.
   */
  begin: call(v.object({ again: v.optional(s.nodeId) })).returns<undefined, 'not-found' | 'process-failed'>(),
  /** Ends the pairing and forgets the given details. */
  end: call(s.nothing).returns<undefined>(),
  /** Finds the LNDs on this computer. */
  findLocal: call(s.nothing).returns<readonly FoundLnd[], 'process-failed'>(),
  /** Takes the details of an LND that `findLocal` found. `false`: the person gave or removed details meanwhile. */
  useFound: call(v.object({ id: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    boolean,
    LndDetailsFailure
  >(),
  /** This and the next calls add to the details given before. None of them sends anything. */
  giveText: call(v.object({ text: s.lndDetailsText })).returns<undefined, LndDetailsFailure>(),
  /** Reads the text on the clipboard as connection details. */
  giveClipboard: call(s.nothing).returns<undefined, LndDetailsFailure>(),
  giveFiles: call(v.object({ files: s.lndFiles })).returns<undefined, LndDetailsFailure>(),
  /** Asks for files in a system dialog. `false`: the person cancelled. */
  chooseFiles: call(s.nothing).returns<boolean, LndDetailsFailure>(),
  /** Like `chooseFiles`, for the folder of an LND. */
  chooseFolder: call(s.nothing).returns<boolean, LndDetailsFailure>(),
  /** Reads a dropped folder like one that was chosen. */
  giveFolder: fileCall(s.pathOfFile).returns<undefined, LndDetailsFailure>(),
  setAddress: call(v.object({ address: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    undefined,
    LndDetailsFailure
  >(),
  /** Clears the clipboard if it still holds the text with the key that was given last (`PairingState.keyOnClipboard`). */
  clearClipboard: call(s.nothing).returns<undefined>(),
  /** `host:port` of a SOCKS proxy; empty: the wallet looks for one again. */
  setSocks: call(v.object({ socks: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    undefined,
    'bad-address'
  >(),
  /** Forgets the given details. The pairing continues. */
  forgetDetails: call(s.nothing).returns<undefined>(),
  /** Starts or restarts the check. `trust`: the fingerprint of the certificate that the person compared and trusts. */
  check: call(v.object({ trust: v.optional(s.fingerprint) })).returns<undefined, 'process-failed'>(),
  /** Checks the LND that the given details lead to as a node of its own, after `again` was another one. */
  addAsNew: call(s.nothing).returns<undefined, 'process-failed'>(),
  cancelCheck: call(s.nothing).returns<undefined>(),
  /** After a passed check: makes and stores a key, starts the node in front of the LND, and activates it. */
  connect: call(
    v.object({ rights: v.picklist(['pay-and-receive', 'receive-only']), keepGivenKey: v.boolean() })
  ).returns<PairedLnd, PairingFailure>(),
  /**
   * Trusts the new certificate of the active LND (`lnd-certificate-changed`), which the person compared. Works without a
   * pairing under way. `not-found`: LND showed another certificate last.
   */
  trustShown: call(v.object({ fingerprint: s.fingerprint })).returns<undefined, 'not-found'>()
}
