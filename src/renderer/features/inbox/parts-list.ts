import {
  stoppedAt,
  type Outgoing,
  type PartsUnderWay,
  type StoppedParts
} from '../../../shared/domain/outgoing'
import { partFailureText } from '../../../shared/copy/send'
import { PART_MSAT } from '../../../shared/message-cost'
import { partBounds } from '../../../shared/message-parts'
import { msat, type Msat } from '../../../shared/money'
import { bytesText, formatDuration } from '../../lib/format'

/** One part of a message, or several with the same state. */
export interface PartRow {
  /** `Part 1`, or `Parts 2 to 5`. */
  readonly label: string
  readonly mark: 'planned' | 'waiting' | 'busy' | 'arrived' | 'failed'
  readonly detail: string
  /** Without the fee where that is not known. */
  readonly priceMsat: Msat
}

/** From this number of parts on, parts with the same state share a row. */
const MANY = 7
const NOTHING = msat(0n)

/** The parts of a message that is not sent yet, as a node with the extension cuts it. */
export function plannedParts(text: string, parts: number): readonly PartRow[] {
  const bounds = partBounds(new TextEncoder().encode(text), parts)
  const sizes = Array.from({ length: parts }, (_, index) => (bounds[index + 1] ?? 0) - (bounds[index] ?? 0))
  return rows(
    1,
    sizes.map(() => PART_MSAT),
    'planned',
    (index) =>
      index === undefined ? `about ${bytesText(sizes[0] ?? 0)} each` : bytesText(sizes[index] ?? 0),
    parts
  )
}

/** `now`: for the time of the part that is being sent. */
export function partsUnderWay(
  { parts, arrived, feesMsat, since }: PartsUnderWay,
  now: number
): readonly PartRow[] {
  const waiting = Math.max(0, parts - arrived - 1)
  return [
    ...rows(1, arrivedPrices(arrived, feesMsat), 'arrived', () => 'arrived', parts),
    ...(arrived < parts
      ? rows(arrived + 1, [PART_MSAT], 'busy', () => formatDuration(now - since), parts)
      : []),
    ...rows(
      arrived + 2,
      Array.from({ length: waiting }, () => PART_MSAT),
      'waiting',
      () => 'waiting',
      parts
    )
  ]
}

export function partsAtStop(
  { failed, total, reason }: StoppedParts,
  feesMsat: readonly Msat[] | undefined
): readonly PartRow[] {
  const unsent = Array.from({ length: total - failed }, () => NOTHING)
  return [
    ...rows(1, arrivedPrices(failed - 1, feesMsat), 'arrived', () => 'arrived', total),
    ...rows(failed, [NOTHING], 'failed', () => partFailureText[reason], total),
    ...rows(failed + 1, unsent, 'waiting', () => 'not sent', total)
  ]
}

export function sumOf(parts: readonly PartRow[]): Msat {
  return msat(parts.reduce((sum, { priceMsat }) => sum + priceMsat, 0n))
}

/** What a message that stopped half-way has cost; undefined for any other. Without the fees if they are not known. */
export function spentAtStop(outgoing: Outgoing): Msat | undefined {
  const stopped = stoppedAt(outgoing)
  return stopped === undefined ? undefined : sumOf(partsAtStop(stopped, outgoing.partFeesMsat))
}

function arrivedPrices(count: number, feesMsat: readonly Msat[] | undefined): readonly Msat[] {
  return Array.from({ length: count }, (_, index) => msat(PART_MSAT + (feesMsat?.[index] ?? 0n)))
}

/** `detail` is called with the index of a part, or with undefined for a row of several parts. */
function rows(
  first: number,
  prices: readonly Msat[],
  mark: PartRow['mark'],
  detail: (index: number | undefined) => string,
  total: number
): readonly PartRow[] {
  if (total < MANY || prices.length === 1)
    return prices.map((priceMsat, index) => ({
      label: `Part ${first + index}`,
      mark,
      detail: detail(index),
      priceMsat
    }))
  if (prices.length === 0) return []
  const label = `Parts ${first} to ${first + prices.length - 1}`
  return [
    { label, mark, detail: detail(undefined), priceMsat: msat(prices.reduce((sum, one) => sum + one, 0n)) }
  ]
}
