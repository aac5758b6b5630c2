import type { ActivityDetails, ExportFormat } from '../../../shared/domain/activity'
import type { Result } from '../../../shared/result'
import type { Store } from '../../store/store'
import { exportActivity, type ExportPiece } from './activity-export'
import { exportMessages } from './message-export'

/** A part of one of several files. `last` marks the end of the last file. */
export interface FilePiece extends ExportPiece {
  readonly file: string
}

/**
 * Yields everything the wallet stores of its node: the activity list with its proofs, then the messages, each as a
 * file.
 */
export async function* exportEverything(
  store: Store,
  detailsOf: (key: string) => Result<ActivityDetails, 'not-found'>,
  format: ExportFormat
): AsyncGenerator<FilePiece> {
  const messages = store.messageList.count
  let written = 0
  let whole = false
  for await (const piece of exportActivity(store, detailsOf, { format, filter: 'all', query: '' })) {
    written = piece.done
    whole = piece.last
    yield { ...piece, file: `activity.${format}`, total: piece.total + messages, last: false }
  }
  if (!whole) return
  for await (const piece of exportMessages(store, format)) {
    const { done, total } = piece
    yield { ...piece, file: `messages.${format}`, done: written + done, total: written + total }
  }
}
