import type { Network } from '../../../shared/domain/network'
import type { LndDetailsFailure } from '../../../shared/domain/pairing'
import type { Result } from '../../../shared/result'

/** The connection details in one text, file or folder. A field is undefined if the detail was not in it. */
export interface LndPieces {
  /** `host:port` of the gRPC port. */
  readonly address?: string | undefined
  /** PEM, the server's own certificate first. */
  readonly cert?: string | undefined
  /** Hex. */
  readonly macaroon?: string | undefined
  /** Whether lnd.conf switches keysend on. */
  readonly keysend?: boolean | undefined
  /** The network in whose folder the files of this LND are, on this computer. */
  readonly network?: Network | undefined
}

export type PiecesResult = Result<LndPieces, LndDetailsFailure>

export const hasPieces = ({ address, cert, macaroon }: LndPieces): boolean =>
  address !== undefined || cert !== undefined || macaroon !== undefined
