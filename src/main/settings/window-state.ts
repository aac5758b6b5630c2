import * as v from 'valibot'
import type { JsonFile } from './json-file'

export const DEFAULT_SIZE = { width: 1080, height: 720 }
export const MIN_SIZE = { width: 720, height: 560 }

const side = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const Place = v.object({ x: side, y: side, width: side, height: side, maximized: v.boolean() })
const File = v.object({ display: v.string(), places: v.record(v.string(), v.unknown()) })

/** The window's place on one display, in device-independent pixels. */
export type WindowPlace = v.InferOutput<typeof Place>
export type Bounds = Pick<WindowPlace, 'x' | 'y' | 'width' | 'height'>

export interface Display {
  readonly id: number
  /** The area without task bars and docks. */
  readonly workArea: Bounds
}

/** Moves and shrinks a place until the whole window is inside the area. */
function fit(place: WindowPlace, area: Bounds): WindowPlace {
  const width = Math.min(Math.max(place.width, MIN_SIZE.width), Math.max(area.width, MIN_SIZE.width))
  const height = Math.min(Math.max(place.height, MIN_SIZE.height), Math.max(area.height, MIN_SIZE.height))
  return {
    x: Math.max(area.x, Math.min(place.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(place.y, area.y + area.height - height)),
    width,
    height,
    maximized: place.maximized
  }
}

/** Remembers the window's place on each display. A damaged file is ignored, because nothing of value is lost. */
export class WindowPlaces {
  readonly #file: JsonFile
  #display: string | undefined
  #places: Readonly<Record<string, WindowPlace>>

  constructor(file: JsonFile) {
    this.#file = file
    const read = file.read()
    const stored = read.ok && v.is(File, read.value) ? read.value : { display: undefined, places: {} }
    this.#display = stored.display
    this.#places = Object.fromEntries(
      Object.entries(stored.places).flatMap(([display, place]) =>
        v.is(Place, place) ? [[display, place]] : []
      )
    )
  }

  /** The place on the last used display, or else on the primary one. Undefined: default size, placed by the system. */
  restore(displays: readonly Display[], primary: Display): WindowPlace | undefined {
    const display = displays.find((candidate) => String(candidate.id) === this.#display) ?? primary
    const place = this.#places[String(display.id)]
    return place === undefined ? undefined : fit(place, display.workArea)
  }

  remember(display: Display, place: WindowPlace): void {
    this.#display = String(display.id)
    this.#places = { ...this.#places, [this.#display]: place }
    this.#file.write({ display: this.#display, places: this.#places })
  }
}
