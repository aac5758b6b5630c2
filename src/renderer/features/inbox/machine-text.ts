import { PODCAST, type MachineRun, type Message, type Streamed } from '../../../shared/domain/message'
import { visibleLine } from '../../../shared/visible-text'
import { bytesText, LOCALE } from '../../lib/format'

const SHOWN_LENGTH = 200

/** `60 minutes streamed`, or the number of payments if it is not known that each is for a minute. */
export function streamedText({ count }: Pick<MachineRun, 'count'>, { minutes }: Streamed): string {
  if (minutes !== undefined) return `${minutes.toLocaleString(LOCALE)} minutes streamed`
  return count === 1 ? 'one streamed payment' : `${count.toLocaleString(LOCALE)} streamed payments`
}

export function streamedTo({ podcast }: Pick<Streamed, 'podcast'>): string {
  if (podcast === undefined) return 'Several podcasts'
  return podcast === '' ? 'A podcast' : podcast
}

/** One message of a run, as one line. `streamed`: what the line of the run says. */
export function machineText(
  { kind, byteLength, serviceType, text }: Message,
  streamed: Streamed | undefined
): string {
  if (kind === 'binary') return `Data, ${bytesText(byteLength)}`
  const lines = text.slice(0, SHOWN_LENGTH).split('\n')
  if (serviceType !== PODCAST) return visibleLine(lines.join(' '))
  // The first line names the podcast. So does the line of a run, if it is for one podcast.
  const named = streamed?.podcast !== undefined && lines.length > 1
  return visibleLine((named ? lines.slice(1) : lines).join(', '))
}
