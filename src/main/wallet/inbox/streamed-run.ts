import { PODCAST, type MachineRun } from '../../../shared/domain/message'
import { looksEmpty } from '../../../shared/visible-text'
import type { Store } from '../../store/store'
import { minutesStreamed, parsePodcast, type PodcastRecord } from './podcast'

/** A machine run with what it streamed, if its messages are payments of a podcast app. */
export function withStreamed(store: Store, run: MachineRun): MachineRun {
  const first = recordAt(store, run.firstSeq)
  const last = recordAt(store, run.lastSeq)
  if (first === undefined || last === undefined) return run
  return {
    ...run,
    streamed: {
      podcast: looksEmpty(first.podcast) ? '' : first.podcast,
      minutes: minutesStreamed(first, last, run.count)
    }
  }
}

function recordAt(store: Store, seq: number): PodcastRecord | undefined {
  const message = store.messages.at(seq)
  if (message?.serviceType !== PODCAST) return undefined
  const data = store.messages.data(message.id)
  return data === undefined ? undefined : parsePodcast(Buffer.from(data).toString('utf8'))
}
