import type { MachineRun } from '../../../shared/domain/message'
import { looksEmpty } from '../../../shared/visible-text'
import type { StoredRun } from '../../store/machine-runs'
import type { Store } from '../../store/store'
import { minutesStreamed } from './podcast'
import { storedPodcast } from './stored-podcast'

/** A machine run with what it streamed, if its messages are payments of podcast apps. */
export function withStreamed(store: Store, { subject, ...run }: StoredRun): MachineRun {
  if (subject.kind === 'podcasts') return { ...run, streamed: { podcast: undefined, minutes: undefined } }
  if (subject.kind !== 'podcast') return run
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
