/**
 * The text of an error or a warning: what happened, what it means for the money, what to do next. The type requires all
 * of them.
 */
export interface UserMessage {
  /** What happened, in a few words. */
  readonly title: string
  /** More detail, if the title is not enough. */
  readonly what?: string
  readonly money: string
  readonly next: string
}

/** Everything below the title, as one paragraph. */
export function body(words: UserMessage): string {
  return [words.what, words.money, words.next].filter((part) => part !== undefined && part !== '').join(' ')
}
