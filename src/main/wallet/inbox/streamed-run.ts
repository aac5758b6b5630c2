import type { MachineRun } from '../../../shared/domain/message'
import { looksEmpty } from '../../../shared/visible-text'
import type { Store } from '../../store/store'
import { minutesStreamed } from './podcast'
import { storedPodcast } from './stored-podcast'

/** A machine run with what it streamed, if its messages are payments of a podcast app. */
export function withStreamed(store: Store, run: MachineRun): MachineRun {
  const first = storedPodcast(store, run.firstSeq)
  const last = storedPodcast(store, run.lastSeq)
  if (first === undefined || last === undefined) return run
  return {
    ...run,
    streamed: {
      podcast: looksEmpty(first.podcast) ? '' : first.podcast,
      minutes: minutesStreamed(first, last, run.count)
    }
  }
}
