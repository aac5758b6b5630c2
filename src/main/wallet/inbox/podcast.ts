import * as v from 'valibot'
import type { Boost } from '../../../shared/domain/message'
import { UNVERIFIED } from '../../../shared/domain/sender'
import { amountText, MAX_SAT, msat, satToMsat } from '../../../shared/money'
import { beginningOf, looksEmpty, visibleLine, visibleText } from '../../../shared/visible-text'

/** Maximum lengths, in UTF-16 units. A record that is longer than `MAX_JSON` is shown as plain text. */
const MAX_NAME = 120
const MAX_MESSAGE = 3_000
const MAX_JSON = 20_000
/** Longer data is no record: UTF-8 has at most three bytes for each UTF-16 unit. */
export const MAX_RECORD_BYTES = 3 * MAX_JSON

const STREAM = 'stream'
/** Apps stream some 10 to 1,000 sats a minute. A payment of more is a message of a person, so that it is announced. */
const MOST_STREAMED_SAT = 10_000n
/** Time between two positions in an episode that counts as a minute, in seconds: apps round, and change the speed. */
const MIN_STEP = 45
const MAX_STEP = 75

/** A field of a wrong type is left out, so that the others are not lost. */
const Name = v.fallback(
  v.pipe(
    v.string(),
    v.transform((text) => beginningOf(visibleLine(text), MAX_NAME))
  ),
  ''
)
const Count = v.fallback(
  v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.safeInteger(), v.minValue(0)),
  0
)
/**
 * The fields of bLIP-10 that are shown to the person. All of them are claims of the sender.
 * @see https://github.com/lightning/blips/blob/master/blip-0010.md
 */
const Record = v.object({
  podcast: Name,
  episode: Name,
  action: Name,
  app_name: Name,
  sender_name: Name,
  /** Empty if there is none; undefined if it is of a wrong type. */
  message: v.pipe(
    v.optional(v.unknown(), null),
    v.transform((words) => {
      if (words === null) return ''
      return typeof words === 'string' ? words : undefined
    })
  ),
  /** Position in the episode, in seconds. */
  ts: Count,
  value_msat: Count,
  value_msat_total: Count
})

export type PodcastRecord = v.InferOutput<typeof Record>

/** Undefined if the text is not such a record; it is then shown unchanged. */
export function parsePodcast(json: string): PodcastRecord | undefined {
  if (json.length > MAX_JSON || !json.trimStart().startsWith('{')) return undefined
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const parsed = v.safeParse(Record, value)
  return parsed.success ? parsed.output : undefined
}

/**
 * One of the payments that an app makes by itself while a person listens. One with words is a message of a person, and so
 * is one with something else in place of the words. `amountSat`: what it brought.
 */
export function isStreamed({ action, message }: PodcastRecord, amountSat: bigint): boolean {
  if (action !== STREAM || message === undefined || amountSat > MOST_STREAMED_SAT) return false
  return looksEmpty(visibleText(message).trim())
}

/**
 * The minutes that streamed payments are for. bLIP-10 streams once per minute, but apps may collect several minutes in
 * one payment, and several people may listen at once. So the payments count as minutes only if the first and the last one
 * name the same listener, app and episode, and their positions in it are about a minute apart. When they arrived shows
 * nothing: after a pause of the connection they arrive at once.
 */
export function minutesStreamed(
  first: PodcastRecord,
  last: PodcastRecord,
  payments: number
): number | undefined {
  const step = (last.ts - first.ts) / (payments - 1)
  return isSameListening(first, last) && step >= MIN_STEP && step <= MAX_STEP ? payments : undefined
}

const isSameListening = (a: PodcastRecord, b: PodcastRecord): boolean =>
  a.episode === b.episode && a.sender_name === b.sender_name && a.app_name === b.app_name

/**
 * Converts the podcast record of a payment to lines of text: the kind of payment and the podcast in the first one, then
 * the episode, the listener's message, and the name they claim.
 */
export function podcastText(record: PodcastRecord): string {
  return [title(record), episode(record), wordsOf(record), whole(record), from(record)]
    .filter((line) => !looksEmpty(line))
    .join('\n')
}

/** The same as one line: the podcast, and the listener's message if there is one. */
export function podcastLine(record: PodcastRecord): string {
  const words = wordsOf(record)
  return looksEmpty(words) ? title(record) : `${title(record)}: ${words}`
}

/**
 * The same in the parts that the screen sets apart, so that a listener's message cannot look like what the app reports.
 */
export function boostOf(record: PodcastRecord): Boost {
  const { sender_name: name, app_name: app } = record
  return {
    title: title(record),
    episode: episode(record),
    words: wordsOf(record),
    whole: whole(record),
    sender: looksEmpty(name) ? '' : name,
    app: looksEmpty(app) ? '' : app
  }
}

const wordsOf = ({ message = '' }: PodcastRecord): string =>
  beginningOf(visibleText(message), MAX_MESSAGE).trim()

function title({ action, podcast }: PodcastRecord): string {
  const what = action === STREAM ? 'Streamed' : 'Boost'
  return looksEmpty(podcast) ? `${what} for a podcast` : `${what}, ${podcast}`
}

function episode({ episode: name, ts }: PodcastRecord): string {
  const at = ts > 0 ? `at ${clock(ts)}` : ''
  return [looksEmpty(name) ? '' : `Episode: ${name}`, at].filter((part) => part !== '').join(', ')
}

function clock(seconds: number): string {
  const two = (count: number) => String(count).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
}

/** A boost is split between several receivers. The amount received here is shown with the message. */
function whole({ value_msat: here, value_msat_total: total }: PodcastRecord): string {
  const amount = BigInt(total)
  if (total <= here || amount < 1000n || amount > satToMsat(MAX_SAT)) return ''
  return `Whole boost: ${amountText(msat((amount / 1000n) * 1000n), 'sats', 'en')}, as its app says`
}

function from({ sender_name: name, app_name: app }: PodcastRecord): string {
  const who = looksEmpty(name) ? '' : `From ${name} (${UNVERIFIED})`
  const by = looksEmpty(app) ? '' : `with ${app}`
  return [who, by].filter((part) => part !== '').join(', ')
}
