import { PODCAST } from '../../shared/domain/message'
import type { Row } from './row'

/** What the messages of a machine run are about. */
export type RunSubject =
  /** Payments streamed to one podcast. `title` is the first line of their texts, which names it. */
  | { readonly kind: 'podcast'; readonly title: string }
  /** Payments streamed to several podcasts. */
  | { readonly kind: 'podcasts' }
  /** Packets and keep-alives only. */
  | { readonly kind: 'chatter' }
  | { readonly kind: 'anything' }

/**
 * The first messages of a run decide what it is about. Until it has this many, payments to other podcasts and chatter join
 * it, so that two podcasts that are streamed at once do not fill the thread with runs of one payment each.
 */
export const DECIDING = 5

/** SQL for what `aboutOfRow` needs. The text of chatter can be long, and is not read. */
export const ABOUT_COLUMNS = `service_type, CASE WHEN service_type = '${PODCAST}' THEN substr(text, 1, 200) ELSE '' END AS text`

/** Longer than the first line of any streamed payment (`wallet/inbox/podcast.ts`), in UTF-16 units. */
const TITLE_LENGTH = 150

/** What one machine message is about: the first line of a streamed payment; undefined for other chatter. */
export function aboutOf(serviceType: string, text: string): string | undefined {
  return serviceType === PODCAST ? text.slice(0, TITLE_LENGTH).split('\n', 1)[0] : undefined
}

export const aboutOfRow = (row: Row): string | undefined =>
  aboutOf(row.text('service_type'), row.text('text'))

/** The subject of a run, from what its first `DECIDING` messages are about, oldest first. */
export function subjectOf(first: readonly (string | undefined)[]): RunSubject {
  const [title] = first
  if (title === undefined) return { kind: 'chatter' }
  if (first.includes(undefined)) return { kind: 'anything' }
  return first.every((other) => other === title) ? { kind: 'podcast', title } : { kind: 'podcasts' }
}

/**
 * Whether a message joins a run. Runs of chatter take no payments, so that a packet before them does not hide what is
 * streamed. One among the first messages of a run does hide it, also from the payments that join later: otherwise payments
 * and chatter that alternate would fill the thread.
 */
export function joins(about: string | undefined, first: readonly (string | undefined)[]): boolean {
  const subject = subjectOf(first)
  if (subject.kind === 'chatter') return about === undefined
  if (first.length < DECIDING) return true
  switch (subject.kind) {
    case 'podcast':
      return about === subject.title
    case 'podcasts':
      return about !== undefined
    case 'anything':
      return true
  }
}
