/** Formats of times. The interface is English, and so are its numbers and dates; clocks have 24 hours. */
export const LOCALE = 'en'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Created on first use: the first date format takes a considerable part of the time to the first screen. */
function written(options: Intl.DateTimeFormatOptions): (at: number) => string {
  let format: Intl.DateTimeFormat | undefined
  return (at) => (format ??= new Intl.DateTimeFormat('en-GB', options)).format(at)
}
const clock = written({ hour: '2-digit', minute: '2-digit' })
const clockSeconds = written({
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})
const weekday = written({ weekday: 'long', day: 'numeric', month: 'long' })
const withYear = written({ day: 'numeric', month: 'long', year: 'numeric' })

/** `10:25` */
export const formatTime = (at: number): string => clock(at)
/** `10:25:12` */
export const formatTimeWithSeconds = (at: number): string => clockSeconds(at)

function dayNumber(at: number): number {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY)
}

/** A date for which the year matters: `2 October 2025`. */
export const formatDate = (at: number): string => withYear(at)

/** `23 November 2026, 04:12` */
export const formatDateAndTime = (at: number): string => `${withYear(at)}, ${clock(at)}`

/** `Today`, `Yesterday`, `Thursday 19 November`, `3 March 2024`. */
export function formatDay(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days === -1) return 'Tomorrow'
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? weekday(at).replace(',', '')
    : withYear(at)
}

/** A time relative to now: `11:07`, `tomorrow at 09:20`, `Thursday 19 November at 09:20`. */
export function formatDateTime(at: number, now: number): string {
  const day = formatDay(at, now)
  if (day === 'Today') return formatTime(at)
  const words = day === 'Yesterday' || day === 'Tomorrow' ? day.toLowerCase() : day
  return `${words} at ${formatTime(at)}`
}

/** The same within a sentence: `at 11:07`, `tomorrow at 09:20`. */
export function formatAtDateTime(at: number, now: number): string {
  const moment = formatDateTime(at, now)
  return moment.includes(' ') ? moment : `at ${moment}`
}

/** With seconds and the day: `Today, 10:25:12`. */
export function formatExact(at: number, now: number): string {
  return `${formatDay(at, now)}, ${formatTimeWithSeconds(at)}`
}

/** With seconds, and the day if it is not today: `10:25:12`, `Yesterday, 10:25:12`. */
export function formatExactShort(at: number, now: number): string {
  return formatDay(at, now) === 'Today' ? formatTimeWithSeconds(at) : formatExact(at, now)
}

/** A duration, with seconds below an hour: `0:07`, `42:10`, `23 h 12 min`, `3 days`. */
export function formatDuration(ms: number): string {
  const left = Math.max(0, ms)
  if (left >= 2 * DAY) return `${Math.floor(left / DAY)} days`
  if (left >= HOUR) return `${Math.floor(left / HOUR)} h ${Math.floor((left % HOUR) / MINUTE)} min`
  const seconds = Math.floor(left / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A duration for a narrow place: `0:07`, `42:10`, `6 h`, `3 days`. */
export function formatDurationShort(ms: number): string {
  const left = Math.max(0, ms)
  return left >= HOUR && left < 2 * DAY ? `${Math.floor(left / HOUR)} h` : formatDuration(left)
}

/** A short wait: `8 s`. */
export function secondsText(ms: number): string {
  return `${Math.max(1, Math.ceil(ms / 1000))} s`
}

/** How long ago by the minute: `less than a minute ago`, `4 min ago`, `6 h ago`, `3 days ago`. */
export function formatAgo(at: number, now: number): string {
  const ms = now - at
  return ms < MINUTE ? 'less than a minute ago' : `${formatTimeLeft(ms - (ms % MINUTE))} ago`
}

/** Since when, by the day, within a sentence: `today`, `yesterday`, `on Thursday 19 November`. */
export function formatOnDay(at: number, now: number): string {
  const day = formatDay(at, now)
  return day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : `on ${day}`
}

/** `640 B`, `2.1 KB`, `41.8 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

const weekdayShort = written({ weekday: 'short' })
const dayShort = written({ day: 'numeric', month: 'short' })
const dayShortYear = written({ day: 'numeric', month: 'short', year: 'numeric' })

/** A time in a list: `10:07`, within a week `Sat`, then `18 Nov`, then `18 Nov 2024`. */
export function formatDateShort(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return formatTime(at)
  if (days > 0 && days < 7) return weekdayShort(at)
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? dayShort(at) : dayShortYear(at)
}

/** A remaining time by the minute: `43 min`, `23 h`, `3 days`; seconds only in the last minute. */
export function formatTimeLeft(ms: number): string {
  return ms >= MINUTE && ms < HOUR ? `${Math.ceil(ms / MINUTE)} min` : formatDurationShort(ms)
}
