import type { Millis } from '../../shared/domain/ids'

/** The day of a time, as this computer's clock shows it: from midnight to midnight, 23 to 25 hours. */
export function localDay(at: Millis): { readonly startsAt: Millis; readonly endsAt: Millis } {
  const start = new Date(at)
  start.setHours(0, 0, 0, 0)
  const end = new Date(start)
  end.setDate(end.getDate() + 1)
  return { startsAt: start.getTime(), endsAt: end.getTime() }
}
