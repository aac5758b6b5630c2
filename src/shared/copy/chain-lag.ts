import type { ChainLag } from '../domain/pairing'

const MINUTE_MS = 60_000

/** `about 1,204 blocks`. Undefined if the number is not known. */
export function lagBlocks({ blocks }: ChainLag): string | undefined {
  if (blocks === undefined) return undefined
  return `about ${blocks.toLocaleString('en')} ${blocks === 1 ? 'block' : 'blocks'}`
}

/** What is known in a sentence: `It is about 1,204 blocks behind, and at this speed needs about 25 minutes more.` */
export function lagSentence(lag: ChainLag): string {
  const blocks = lagBlocks(lag)
  const time = lag.remainingMs === undefined ? undefined : durationWords(lag.remainingMs)
  if (blocks === undefined)
    return time === undefined
      ? 'It has not read the newest blocks yet.'
      : `At this speed it needs ${time} more.`
  return time === undefined
    ? `It is ${blocks} behind.`
    : `It is ${blocks} behind, and at this speed needs ${time} more.`
}

/** A duration for an estimate: `about a minute`, `about 25 minutes`, `about 3 hours`, `about 4 days`. */
function durationWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS))
  const [count, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / (24 * 60)), 'day']
  return count === 1 ? 'about a minute' : `about ${count} ${unit}s`
}
