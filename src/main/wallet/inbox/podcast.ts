import * as v from 'valibot'
import { UNVERIFIED } from '../../../shared/domain/sender'
import { amountText, MAX_SAT, msat, satToMsat } from '../../../shared/money'
import { beginningOf, looksEmpty, visibleLine, visibleText } from '../../../shared/visible-text'

/**
 * `service_type` of a message that carries the podcast record of bLIP-10.
 * @see https://github.com/lightning/blips/blob/master/blip-0010.md
 */
export const PODCAST = 'podcast'

/** Maximum lengths, in UTF-16 units. A record that is longer than `MAX_JSON` is shown as plain text. */
const MAX_NAME = 120
const MAX_MESSAGE = 3_000
const MAX_JSON = 20_000

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
/** The fields of bLIP-10 that are shown to the person. All of them are claims of the sender. */
const Record = v.object({
  podcast: Name,
  episode: Name,
  action: Name,
  app_name: Name,
  sender_name: Name,
  message: v.fallback(v.string(), ''),
  /** Position in the episode, in seconds. */
  ts: Count,
  value_msat: Count,
  value_msat_total: Count
})

/**
 * Converts the podcast record of a payment to lines of text: the kind of payment, the episode, the listener's message,
 * and the name they claim. Undefined if the text is not such a record; it is then shown unchanged.
 */
export function podcastText(json: string): string | undefined {
  if (json.length > MAX_JSON || !json.trimStart().startsWith('{')) return undefined
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const parsed = v.safeParse(Record, value)
  if (!parsed.success) return undefined
  const record = parsed.output
  const words = beginningOf(visibleText(record.message), MAX_MESSAGE).trim()
  return [title(record), episode(record), words, whole(record), from(record)]
    .filter((line) => !looksEmpty(line))
    .join('\n')
}

type Record = v.InferOutput<typeof Record>

function title({ action, podcast }: Record): string {
  const what = action === 'stream' ? 'Streamed' : 'Boost'
  return looksEmpty(podcast) ? `${what} for a podcast` : `${what}, ${podcast}`
}

function episode({ episode: name, ts }: Record): string {
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
function whole({ value_msat: here, value_msat_total: total }: Record): string {
  const amount = BigInt(total)
  if (total <= here || amount < 1000n || amount > satToMsat(MAX_SAT)) return ''
  return `Whole boost: ${amountText(msat((amount / 1000n) * 1000n), 'sats', 'en')}, as its app says`
}

function from({ sender_name: name, app_name: app }: Record): string {
  const who = looksEmpty(name) ? '' : `From ${name} (${UNVERIFIED})`
  const by = looksEmpty(app) ? '' : `with ${app}`
  return [who, by].filter((part) => part !== '').join(', ')
}
