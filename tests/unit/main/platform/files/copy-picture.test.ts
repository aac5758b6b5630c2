import { describe, expect, it } from 'vitest'
import { copyPicture, type PictureClipboard } from '../../../../../src/main/platform/files/copy-picture'

const PNG = Uint8Array.of(1, 2, 3)

/** Pictures whose bytes are what they were made of; none of no bytes. */
const nativeImage = {
  createFromBuffer: (bytes: Buffer) => ({ isEmpty: () => bytes.length === 0, toPNG: () => bytes })
} as unknown as PictureClipboard['nativeImage']

class Item {
  constructor(readonly items: Record<string, Blob>) {}
}
const ClipboardItem = Item as unknown as PictureClipboard['ClipboardItem']

function later(write: (items: readonly Item[]) => Promise<void>): PictureClipboard {
  return { clipboard: { write } as never, nativeImage, ClipboardItem }
}

describe('a picture for the clipboard', () => {
  it('goes there as a picture up to Electron 43', async () => {
    const written: { toPNG(): Buffer }[] = []
    const clipboard = { writeImage: (picture: never) => written.push(picture) } as never
    expect(await copyPicture({ clipboard, nativeImage, ClipboardItem: undefined }, PNG)).toBe(true)
    expect(written.map((picture) => [...picture.toPNG()])).toEqual([[...PNG]])
  })

  it('goes there as a PNG from Electron 44 on', async () => {
    const written: Item[] = []
    const copied = await copyPicture(
      later((items) => Promise.resolve(void written.push(...items))),
      PNG
    )
    expect(copied).toBe(true)
    const content = await written[0]?.items['image/png']?.arrayBuffer()
    expect([...new Uint8Array(content ?? new ArrayBuffer())]).toEqual([...PNG])
  })

  it('is not said to be copied when the clipboard refuses it', async () => {
    const refusing = later(() => Promise.reject(new Error('held by another program')))
    expect(await copyPicture(refusing, PNG)).toBe(false)
  })

  it('does not go there when it is none', async () => {
    const written: Item[] = []
    const clipboard = later((items) => Promise.resolve(void written.push(...items)))
    expect(await copyPicture(clipboard, new Uint8Array())).toBe(false)
    expect(written).toEqual([])
  })
})
