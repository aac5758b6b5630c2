import type { Route } from './router.svelte'

/** The first file in a paste or drop, taken as a picture, or else its text. Undefined if there is neither. */
export function readTransfer(
  transfer: DataTransfer | null
): { picture: Blob } | { text: string } | undefined {
  const picture = [...(transfer?.files ?? [])][0]
  if (picture !== undefined) return { picture }
  const text = transfer?.getData('text/plain') ?? ''
  return text.trim() === '' ? undefined : { text }
}

/** The route for a paste or a drop. The content is read synchronously, because it is gone after the event. */
export function pasteRoute(transfer: DataTransfer | null): Route | undefined {
  const content = readTransfer(transfer)
  return content === undefined ? undefined : { screen: 'pay', ...content }
}
