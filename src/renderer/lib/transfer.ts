import type { Route } from './router.svelte'

/** The picture in what was pasted or dropped, or else its text; undefined where it holds neither. */
export function readTransfer(
  transfer: DataTransfer | null
): { picture: Blob } | { text: string } | undefined {
  const picture = [...(transfer?.files ?? [])][0]
  if (picture !== undefined) return { picture }
  const text = transfer?.getData('text/plain') ?? ''
  return text.trim() === '' ? undefined : { text }
}

/** Where a paste or a drop leads. The content is read at once: after the event it is gone. */
export function pasteRoute(transfer: DataTransfer | null): Route | undefined {
  const content = readTransfer(transfer)
  return content === undefined ? undefined : { screen: 'pay', ...content }
}
