import { LogFile } from './log-file'
import { RateLimit } from './rate-limit'
import { describeError, redact } from './redact'
import { SecretValues } from './secret-values'

/** Details of an event: our own codes, counts and names, never content. Text is redacted in any case. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** Event names are our own, so that text from outside never forms a line by itself. */
export interface Log {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, error: unknown, facts?: Facts): void
}

function line(level: string, event: string, facts: Facts, tail: string, secrets: SecretValues): string {
  const words = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${redact(secrets.redact(String(value)))}`)
  return (
    [new Date().toISOString(), level, event, ...words, tail].filter((part) => part !== '').join(' ') + '\n'
  )
}

/**
 * A log of one file of about a megabyte, plus the previous file. Lines are written synchronously, because the most
 * important line is the last one before a crash. Failures to write are ignored. The file stays open for the life of the
 * process. No line contains one of `secrets`.
 */
export function createFileLog(file: string, secrets = new SecretValues(), now: () => number = Date.now): Log {
  const out = new LogFile(file)
  const limit = new RateLimit(now)
  const write = (level: string, event: string, facts: Facts, tail: string) => {
    const dropped = limit.admit(event)
    if (dropped === undefined) return
    out.write(line(level, event, dropped === 0 ? facts : { ...facts, dropped }, tail, secrets))
  }
  return {
    info: (event, facts = {}) => write('info', event, facts, ''),
    warn: (event, facts = {}) => write('warn', event, facts, ''),
    error: (event, error, facts = {}) => write('error', event, facts, describeError(error, secrets))
  }
}
