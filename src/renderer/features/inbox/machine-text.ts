import { PODCAST, type MachineRun, type Message, type Streamed } from '../../../shared/domain/message'
import { visibleLine } from '../../../shared/visible-text'
import { bytesText, LOCALE } from '../../lib/format'

const SHOWN_LENGTH = 200

/** `60 minutes streamed`, or the number of payments if it is not known that each is for a minute. */
export function streamedText({ count }: Pick<MachineRun, 'count'>, { minutes }: Streamed): string {
  if (minutes !== undefined) return `${minutes.toLocaleString(LOCALE)} minutes streamed`
  return count === 1 ? 'one streamed payment' : `${count.toLocaleString(LOCALE)} streamed payments`
}

/** One message of a run, as one line. */
export function machineText({ kind, byteLength, serviceType, text }: Message): string {
  if (kind === 'binary') return `Data, ${bytesText(byteLength)}`
  const lines = text.slice(0, SHOWN_LENGTH).split('\n')
  // The first line names the podcast, as the line of the run does.
  const shown = serviceType === PODCAST && lines.length > 1 ? lines.slice(1).join(', ') : lines.join(' ')
  return visibleLine(shown)
}
