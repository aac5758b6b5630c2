import * as v from 'valibot'
import type { FoundLnd, LndDetailsFailure, PairedLnd, PairingFailure } from '../../domain/pairing'
import * as s from '../schemas'
import { call } from '../spec'

/** Connects the wallet to the person's own LND. How far it is stands in `AppState.pairing`. */
export const pairingCalls = {
  /**
   * Starts a pairing, in the place of one that is under way. `again`: pairs this saved LND once more, or checks its
   * connection: its saved details are loaded, and it must be the same LND.
   */
  begin: call(v.object({ again: v.optional(s.nodeId) })).returns<undefined, 'not-found' | 'process-failed'>(),
  /** Ends the pairing. Everything that was given is forgotten. */
  end: call(s.nothing).returns<undefined>(),
  /** The LNDs of this computer. */
  findLocal: call(s.nothing).returns<readonly FoundLnd[], 'process-failed'>(),
  /** Takes the details of an LND that `findLocal` found. */
  useFound: call(v.object({ id: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    undefined,
    LndDetailsFailure
  >(),
  /** Every way of giving details adds to what was given before. Nothing is sent to anybody. */
  giveText: call(v.object({ text: s.lndDetailsText })).returns<undefined, LndDetailsFailure>(),
  /** Reads the text on the clipboard as connection details. */
  giveClipboard: call(s.nothing).returns<undefined, LndDetailsFailure>(),
  giveFiles: call(v.object({ files: s.lndFiles })).returns<undefined, LndDetailsFailure>(),
  /** Asks for files in a dialog of the system. `false`: the person cancelled. */
  chooseFiles: call(s.nothing).returns<boolean, LndDetailsFailure>(),
  /** As `chooseFiles`, for the folder of an LND. */
  chooseFolder: call(s.nothing).returns<boolean, LndDetailsFailure>(),
  setAddress: call(v.object({ address: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    undefined,
    LndDetailsFailure
  >(),
  /** Empties the clipboard, if it still holds the text that was given last, pasted or read by `giveClipboard`. */
  clearClipboard: call(s.nothing).returns<undefined>(),
  /** `host:port` of a SOCKS proxy; empty: the wallet looks for one again. */
  setSocks: call(v.object({ socks: v.pipe(v.string(), v.maxLength(1000)) })).returns<
    undefined,
    'bad-address'
  >(),
  /** Forgets what was given; the pairing goes on. */
  forgetDetails: call(s.nothing).returns<undefined>(),
  /** Starts the ordered check, or starts it anew. `trust`: the person compared this certificate and trusts it. */
  check: call(v.object({ trust: v.optional(s.fingerprint) })).returns<undefined, 'process-failed'>(),
  cancelCheck: call(s.nothing).returns<undefined>(),
  /** Makes and stores a key after a passed check, starts the node in front of the LND, and takes it into use. */
  connect: call(
    v.object({ rights: v.picklist(['pay-and-receive', 'receive-only']), keepGivenKey: v.boolean() })
  ).returns<PairedLnd, PairingFailure>(),
  /**
   * Needs no pairing under way: trusts the certificate that the LND in use shows now (`lnd-certificate-changed`), which
   * the person compared. `not-found`: it is not the one that LND showed last.
   */
  trustShown: call(v.object({ fingerprint: s.fingerprint })).returns<undefined, 'not-found'>()
}
