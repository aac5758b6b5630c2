import type { Clipboard, ClipboardItem, NativeImage } from 'electron'

export interface PictureClipboard {
  readonly clipboard: Clipboard
  readonly nativeImage: { createFromBuffer(bytes: Buffer): NativeImage }
  /** Not in Electron before 44. */
  readonly ClipboardItem: (new (items: Record<string, Blob>) => ClipboardItem) | undefined
}

/** As it was up to Electron 43. */
interface EarlierClipboard {
  writeImage(picture: NativeImage): void
}

/** Puts a PNG on the clipboard, drawn anew. `false`: it is no picture, or the clipboard did not take it. */
export async function copyPicture(
  { clipboard, nativeImage, ClipboardItem }: PictureClipboard,
  png: Uint8Array
): Promise<boolean> {
  const picture = nativeImage.createFromBuffer(Buffer.from(png))
  if (picture.isEmpty()) return false
  if (isEarlier(clipboard)) {
    clipboard.writeImage(picture)
    return true
  }
  if (ClipboardItem === undefined) return false
  try {
    const content = new Blob([new Uint8Array(picture.toPNG())], { type: 'image/png' })
    await clipboard.write([new ClipboardItem({ 'image/png': content })])
    return true
  } catch {
    return false
  }
}

const isEarlier = (clipboard: object): clipboard is EarlierClipboard =>
  typeof Reflect.get(clipboard, 'writeImage') === 'function'
