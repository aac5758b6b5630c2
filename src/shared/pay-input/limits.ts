/** UTF-16 units. Longer than any invoice with text around it; longer input is refused unread. */
export const MAX_INPUT_LENGTH = 100_000
