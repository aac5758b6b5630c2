import type { Clipboard, ClipboardItem, NativeImage } from 'electron'
import { writePictureEarlier } from '../../older-electron'

export interface PictureClipboard {
  readonly clipboard: Clipboard
  readonly nativeImage: { createFromBuffer(bytes: Buffer): NativeImage }
  /** Undefined before Electron 44. */
  readonly ClipboardItem: (new (items: Record<string, Blob>) => ClipboardItem) | undefined
}

/** Decodes a PNG and puts the picture on the clipboard. False: it is no picture, or the clipboard refused it. */
export async function copyPicture(
  { clipboard, nativeImage, ClipboardItem }: PictureClipboard,
  png: Uint8Array
): Promise<boolean> {
  const picture = nativeImage.createFromBuffer(Buffer.from(png))
  if (picture.isEmpty()) return false
  if (writePictureEarlier(clipboard, picture)) return true
  if (ClipboardItem === undefined) return false
  try {
    const content = new Blob([new Uint8Array(picture.toPNG())], { type: 'image/png' })
    await clipboard.write([new ClipboardItem({ 'image/png': content })])
    return true
  } catch {
    return false
  }
}
