const HIDDEN = '[…]'
/** Minimum length of a secret, in UTF-16 units. Shorter ones would redact ordinary words. */
const MIN_LENGTH = 16
/** Maximum secrets from one text: enough for a link with a macaroon and a certificate of a few dozen lines. */
const MAX_PARTS = 100

/**
 * The secrets of this run. The log redacts them by value, because a macaroon or an API key can have any shape. Each is
 * held in all forms in which libraries print it.
 */
export class SecretValues {
  readonly #values = new Set<string>()

  /** Adds a secret, or a text that may contain one: a link, or a file that the person gave. */
  add(text: string): void {
    const parts = text.split(/[\s?&=,;"'`<>()[\]{}]+/u).filter((part) => part.length >= MIN_LENGTH)
    const longest = [...new Set(parts)].sort((one, other) => other.length - one.length).slice(0, MAX_PARTS)
    for (const part of longest) for (const form of formsOf(part)) this.#values.add(form)
  }

  /** Replaces every secret in the text. */
  redact(text: string): string {
    let safe = text
    for (const value of this.#values) safe = safe.replaceAll(value, HIDDEN)
    return safe
  }
}

function formsOf(value: string): readonly string[] {
  if (!/^(?:[0-9a-f]{2})+$/iu.test(value)) return [value]
  const bytes = Buffer.from(value, 'hex')
  return [
    ...[value, value.toLowerCase(), value.toUpperCase()],
    ...[bytes.toString('base64'), bytes.toString('base64url')]
  ]
}
