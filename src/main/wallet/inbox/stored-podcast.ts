import { PODCAST } from '../../../shared/domain/message'
import type { Store } from '../../store/store'
import { parsePodcast, type PodcastRecord } from './podcast'

/** The podcast record of a stored message; undefined if it has none. */
export function storedPodcast(store: Store, seq: number): PodcastRecord | undefined {
  const message = store.messages.at(seq)
  if (message?.serviceType !== PODCAST) return undefined
  const data = store.messages.data(message.id)
  return data === undefined ? undefined : parsePodcast(Buffer.from(data).toString('utf8'))
}
