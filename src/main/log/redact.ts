import { errorCode, errorText } from '../error-text'
import { SecretValues } from './secret-values'

const HIDDEN = '[…]'

/**
 * Patterns of what must never reach a log: certificates, invoices and offers of every network, DIDs, API keys and
 * message ids (UUIDs), preimages, hashes and public keys, and anything else long and opaque. Both cases are written
 * out, because compiling case-insensitive patterns took older engines 40 ms at start.
 */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/gu,
  /\b(?:ln(?:bcrt|tbs|bc|tb)|LN(?:BCRT|TBS|BC|TB))[0-9][0-9A-Za-z]*/gu,
  /\b(?:ln(?:url|o|i|r)|LN(?:URL|O|I|R))1[0-9A-Za-z]+/gu,
  /\b(?:did|DID):[0-9A-Za-z]+:\S+/gu,
  /\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b/gu,
  /[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){15,}/gu,
  /[A-Za-z0-9+/_=-]{40,}/gu
]

/** Text between quotation marks: parsers quote their input, which may be a message. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/gu

/** Control and direction characters, which could forge log lines. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

const MAX_LENGTH = 2000

/** Cuts at a space, so that no part of a secret remains that the patterns do not recognise. */
function cut(text: string): string {
  return text.length <= MAX_LENGTH ? text : text.slice(0, MAX_LENGTH).replace(/\S*$/u, '') + HIDDEN
}

/** One line without secrets and without quoted text. Never throws. */
export function redact(text: string): string {
  const secrets = SECRETS.reduce((safe, pattern) => safe.replace(pattern, HIDDEN), cut(text))
  return secrets.replace(QUOTED, HIDDEN).replace(CONTROL, ' ')
}

/** `at name (/some/folder/file.js:12:3)` or `at file:///some/folder/file.js:12:3`. */
const FRAME =
  /^\s*at (?:async )?(?:(?<name>[\w$.<> [\]]{1,80}?) \()?(?:.*[/\\])?(?<place>[\w.@-]{1,80}:\d+:\d+)\)?$/u

/** Longer lines of a stack, in UTF-16 units, are text of the error's message and not a call. */
const MAX_FRAME_LENGTH = 1_000

/** Functions and file names without folders, because folders identify the user. */
function frames(stack: string): string {
  return stack
    .split('\n')
    .filter(({ length }) => length <= MAX_FRAME_LENGTH)
    .map((line) => FRAME.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .slice(0, 12)
    .map(({ name, place }) => (name === undefined ? `${place}` : `${name} ${place}`))
    .join(' < ')
}

/** The loggable part of an error: class, code, redacted message and location. Never throws. */
export function describeError(error: unknown, secrets = new SecretValues()): string {
  try {
    return error instanceof Error
      ? describe(error, secrets)
      : `thrown ${error === null ? 'null' : typeof error}`
  } catch {
    return 'thrown unreadable value'
  }
}

function describe(error: Error, secrets: SecretValues): string {
  const code = errorCode(error)
  const shownCode = /^[\w-]{1,40}$/u.test(code) ? ` ${code}` : ''
  // A syntax error quotes its input, sometimes without quotation marks that could be recognised.
  const message = error instanceof SyntaxError ? HIDDEN : redact(secrets.redact(errorText(error)))
  // A library may have put something else than text into these fields.
  const { name, stack }: { readonly name?: unknown; readonly stack?: unknown } = error
  const textOf = (value: unknown) => secrets.redact(String(value))
  return `${redact(textOf(name))}${shownCode}: ${message} @ ${frames(textOf(stack ?? ''))}`
}
