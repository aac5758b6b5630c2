/** Longer than any invoice a wallet meets, with room for text around it; more is refused before it is looked at. UTF-16 units. */
export const MAX_INPUT_LENGTH = 100_000
