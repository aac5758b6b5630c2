/** Enter leads to the button of the card; paying takes one more, so that a key held down does not pay. */
export function focusPrimary(): void {
  document.querySelector<HTMLElement>('[data-primary] button')?.focus()
}
