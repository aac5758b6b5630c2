import { describe, expect, it } from 'vitest'
import { copyPicture, type PictureClipboard } from '../../../../../src/main/platform/files/copy-picture'

const PNG = Uint8Array.of(1, 2, 3)

/** Pictures whose bytes are their input; an empty input is an invalid picture. */
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

describe('copying a picture', () => {
  it('uses a native image up to Electron 43', async () => {
    const written: { toPNG(): Buffer }[] = []
    const clipboard = { writeImage: (picture: never) => written.push(picture) } as never
    expect(await copyPicture({ clipboard, nativeImage, ClipboardItem: undefined }, PNG)).toBe(true)
    expect(written.map((picture) => [...picture.toPNG()])).toEqual([[...PNG]])
  })

  it('uses a PNG clipboard item from Electron 44 on', async () => {
    const written: Item[] = []
    const copied = await copyPicture(
      later((items) => Promise.resolve(void written.push(...items))),
      PNG
    )
    expect(copied).toBe(true)
    const content = await written[0]?.items['image/png']?.arrayBuffer()
    expect([...new Uint8Array(content ?? new ArrayBuffer())]).toEqual([...PNG])
  })

  it('fails when the clipboard refuses it', async () => {
    const refusing = later(() => Promise.reject(new Error('held by another program')))
    expect(await copyPicture(refusing, PNG)).toBe(false)
  })

  it('fails for bytes that are not a picture', async () => {
    const written: Item[] = []
    const clipboard = later((items) => Promise.resolve(void written.push(...items)))
    expect(await copyPicture(clipboard, new Uint8Array())).toBe(false)
    expect(written).toEqual([])
  })
})
