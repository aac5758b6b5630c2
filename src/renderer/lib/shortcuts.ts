import type { Route } from './router.svelte'
import { SCREENS } from './router.svelte'

export interface ShortcutTarget {
  readonly go: (route: Route) => void
  /** Focuses the search field of the screen, now or when the screen is loaded. */
  readonly find: () => void
}

/** Keys typed into a field are never shortcuts. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName))
  )
}

/** Handles Ctrl/Cmd with 1…4, N, F and comma. True if the key was handled. */
export function handleShortcut(event: KeyboardEvent, to: ShortcutTarget): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false
  const screen = /^[1-4]$/u.test(event.key) ? SCREENS[Number(event.key) - 1] : undefined
  if (screen !== undefined) {
    to.go({ screen })
    return true
  }
  switch (event.key.toLowerCase()) {
    case ',':
      to.go({ screen: 'settings' })
      return true
    case 'n':
      to.go({ screen: 'receive', compose: true })
      return true
    case 'f':
      if (!focusSearch()) to.find()
      return true
    default:
      return false
  }
}

/** False if the screen has no search field, or is not loaded yet. */
export function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]')
  search?.focus()
  search?.select()
  return search !== null
}
