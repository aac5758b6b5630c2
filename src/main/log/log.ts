import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describeError, redact } from './redact'

/** Facts beside an event. Codes, counts and names of our own; never content. All text is redacted all the same. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** Events have names of our own, so that no text of others ever becomes a line by itself. */
export interface Log {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, error: unknown, facts?: Facts): void
}

const MAX_BYTES = 1_000_000

function line(level: string, event: string, facts: Facts, tail: string): string {
  const words = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${redact(String(value))}`)
  return (
    [new Date().toISOString(), level, event, ...words, tail].filter((part) => part !== '').join(' ') + '\n'
  )
}

/**
 * A log in one file of at most a megabyte, and the one before it. Lines are written at once, because the most
 * interesting one is the last before a crash. A log that cannot be written is no reason to stop anything.
 */
export function createFileLog(file: string): Log {
  const write = (text: string) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.old`)
      appendFileSync(file, text, { mode: 0o600 })
    } catch {
      // Disk full or read-only: the dialogs about those come from where data would be lost.
    }
  }
  return {
    info: (event, facts = {}) => write(line('info', event, facts, '')),
    warn: (event, facts = {}) => write(line('warn', event, facts, '')),
    error: (event, error, facts = {}) => write(line('error', event, facts, describeError(error)))
  }
}
