/** UTF-16 units. Longer than any invoice with text around it; longer input is refused unread. */
export const MAX_INPUT_LENGTH = 100_000

/** The part of a text that is read as input. */
export const withinInputLimit = (text: string): string => text.slice(0, MAX_INPUT_LENGTH)
