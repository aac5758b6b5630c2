import { PODCAST } from '../../../shared/domain/message'
import type { Store } from '../../store/store'
import { MAX_RECORD_BYTES, parsePodcast, type PodcastRecord } from './podcast'

/** The podcast record of a stored message; undefined if it has none. Data that is too long for one is not read. */
export function storedPodcast(store: Store, seq: number): PodcastRecord | undefined {
  const message = store.messages.at(seq)
  if (message?.serviceType !== PODCAST || message.byteLength > MAX_RECORD_BYTES) return undefined
  const data = store.messages.data(message.id)
  return data === undefined ? undefined : parsePodcast(Buffer.from(data).toString('utf8'))
}
