import { LogFile } from './log-file'
import { RateLimit } from './rate-limit'
import { describeError, redact } from './redact'

/** Facts beside an event. Codes, counts and names of our own; never content. All text is redacted all the same. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** Events have names of our own, so that no text of others ever becomes a line by itself. */
export interface Log {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, error: unknown, facts?: Facts): void
}

function line(level: string, event: string, facts: Facts, tail: string): string {
  const words = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${redact(String(value))}`)
  return (
    [new Date().toISOString(), level, event, ...words, tail].filter((part) => part !== '').join(' ') + '\n'
  )
}

/**
 * A log in one file of at most about a megabyte, and the one before it. Lines are written at once, because the most
 * interesting one is the last before a crash. A log that cannot be written is no reason to stop anything. The file stays
 * open for as long as the process runs.
 */
export function createFileLog(file: string, now: () => number = Date.now): Log {
  const out = new LogFile(file)
  const limit = new RateLimit(now)
  const write = (level: string, event: string, facts: Facts, tail: string) => {
    const dropped = limit.admit(event)
    if (dropped === undefined) return
    out.write(line(level, event, dropped === 0 ? facts : { ...facts, dropped }, tail))
  }
  return {
    info: (event, facts = {}) => write('info', event, facts, ''),
    warn: (event, facts = {}) => write('warn', event, facts, ''),
    error: (event, error, facts = {}) => write('error', event, facts, describeError(error))
  }
}
