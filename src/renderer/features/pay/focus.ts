/** Moves the focus to the card's primary button. Paying takes a second Enter, so a held key does not pay. */
export function focusPrimary(): void {
  document.querySelector<HTMLElement>('[data-primary] button')?.focus()
}
