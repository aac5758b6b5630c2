/**
 * What an error or a warning tells a person: what happened, what it means for the money, what to do next.
 * The type asks for all of them, so that none is forgotten.
 */
export interface UserMessage {
  /** What happened, in a few words. */
  readonly title: string
  /** More about it, where the title does not say it all. */
  readonly what?: string
  readonly money: string
  readonly next: string
}

/** Everything below the title, as one paragraph. */
export function body(words: UserMessage): string {
  return [words.what, words.money, words.next].filter((part) => part !== undefined && part !== '').join(' ')
}
