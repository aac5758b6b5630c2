import type { Result } from '../../shared/result'
import type { ExportPiece } from '../wallet/export/activity-export'
import type { FilePiece } from '../wallet/export/everything-export'

/** What the handlers need of the desktop; `platform/` has it, `app/` hands it in. */

/** Asks the person where to save, and writes. `false`: the person cancelled. */
export type SaveFile = (name: string, bytes: Uint8Array) => Promise<Result<boolean, 'write-failed'>>

/** The rows written; `undefined`: the person cancelled. */
type Exported = Promise<Result<number | undefined, 'write-failed' | 'already-exporting'>>

/** Writes one export at a time. */
export interface Exporter {
  /** Asks for a place and writes one file there. */
  run(name: string, pieces: AsyncGenerator<ExportPiece>): Exported
  /** Asks for a folder and writes several files into a new one in it. */
  runFolder(name: string, pieces: AsyncGenerator<FilePiece>): Exported
  cancel(): void
}

/** Looks for newer versions of the wallet. */
export interface Updates {
  check(): Promise<void>
  restart(): Promise<Result<undefined, 'no-update' | 'payment-running'>>
}
