import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { MIN_SIZE, WindowPlaces } from '../../../../src/main/settings/window-state'

let folder: string
let file: JsonFile
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imp-window-'))
  file = new JsonFile(join(folder, 'window.json'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const laptop = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 875 } }
const desk = { id: 2, workArea: { x: 1440, y: 0, width: 2560, height: 1400 } }
const place = { x: 2000, y: 100, width: 1200, height: 800, maximized: false }

describe("the window's place", () => {
  it('is the default at first', () => {
    expect(new WindowPlaces(file).restore([laptop], laptop)).toBeUndefined()
  })

  it('is restored on the display where the window was last', () => {
    new WindowPlaces(file).remember(desk, place)
    expect(new WindowPlaces(file).restore([laptop, desk], laptop)).toEqual(place)
  })

  it('is the one of the primary display if the other display is gone', () => {
    const onLaptop = { x: 10, y: 30, width: 1080, height: 720, maximized: true }
    const places = new WindowPlaces(file)
    places.remember(laptop, onLaptop)
    places.remember(desk, place)
    expect(new WindowPlaces(file).restore([laptop], laptop)).toEqual(onLaptop)
  })

  it('is moved and shrunk onto a display that became smaller', () => {
    new WindowPlaces(file).remember(desk, { ...place, x: 3900, y: 1300, width: 3000, height: 2000 })
    const small = { id: 2, workArea: { x: 1440, y: 0, width: 1024, height: 700 } }
    expect(new WindowPlaces(file).restore([small], small)).toEqual({
      x: 1440,
      y: 0,
      width: 1024,
      height: 700,
      maximized: false
    })
  })

  it('is never smaller than the minimum size of the window', () => {
    new WindowPlaces(file).remember(laptop, { ...place, width: 10, height: -5 })
    expect(new WindowPlaces(file).restore([laptop], laptop)).toMatchObject(MIN_SIZE)
  })

  it.each(['{', '[]', '{"display":"1","places":{"1":{"x":"NaN"}}}'])(
    'is forgotten with a file like %s',
    (text) => {
      writeFileSync(file.path, text)
      expect(new WindowPlaces(file).restore([laptop], laptop)).toBeUndefined()
    }
  )
})
