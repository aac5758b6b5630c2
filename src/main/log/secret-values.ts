const HIDDEN = '[…]'
/** Shorter parts of a text would hide ordinary words. In UTF-16 units. */
const MIN_LENGTH = 16
/** Of one text: a macaroon in a link and a certificate of a few dozen lines are found, a text of words costs little. */
const MAX_PARTS = 100

/**
 * The secrets that this run holds, to be kept out of the log by their value: a macaroon or an API key can have any shape.
 * They are kept in the forms in which libraries print them.
 */
export class SecretValues {
  readonly #values = new Set<string>()

  /** Adds a secret, or a text that may hold one: a link, or a file that the person gave. */
  add(text: string): void {
    const parts = text.split(/[\s?&=,;"'`<>()[\]{}]+/u).filter((part) => part.length >= MIN_LENGTH)
    const longest = [...new Set(parts)].sort((one, other) => other.length - one.length).slice(0, MAX_PARTS)
    for (const part of longest) for (const form of formsOf(part)) this.#values.add(form)
  }

  /** The text without any of them. */
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
