import type { Millis } from '../../../shared/domain/ids'

/** The local day of a time, from midnight to midnight: 23 to 25 hours. */
export function localDay(at: Millis): { readonly startsAt: Millis; readonly endsAt: Millis } {
  const start = new Date(at)
  start.setHours(0, 0, 0, 0)
  const end = new Date(start)
  end.setDate(end.getDate() + 1)
  return { startsAt: start.getTime(), endsAt: end.getTime() }
}

/** The local date of a time, as `2026-11-28`. */
export function localDate(at: Millis): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
