import type { Result } from '../../shared/result'
import type { ExportPiece } from '../wallet/export/activity-export'
import type { FilePiece } from '../wallet/export/everything-export'

/** What the handlers need from the desktop. `platform/` implements these types, and `app/` passes the objects in. */

/** Asks the person where to save, and writes the file. `false`: the person cancelled. */
export type SaveFile = (name: string, bytes: Uint8Array) => Promise<Result<boolean, 'write-failed'>>

/** Number of rows written; `undefined`: the person cancelled. */
type Exported = Promise<Result<number | undefined, 'write-failed' | 'already-exporting'>>

/** Writes one export at a time. */
export interface Exporter {
  /** Asks for a file name and writes one file. */
  run(name: string, pieces: AsyncGenerator<ExportPiece>): Exported
  /** Asks for a folder and writes several files into a new folder in it. */
  runFolder(name: string, pieces: AsyncGenerator<FilePiece>): Exported
  cancel(): void
}

/** Looks for newer versions of the wallet. */
export interface Updates {
  /** Returns at once. The progress is in the app state. */
  startCheck(): void
  restart(): Promise<Result<undefined, 'no-update' | 'payment-running'>>
}
