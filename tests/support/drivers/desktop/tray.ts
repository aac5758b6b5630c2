import { createHash } from 'node:crypto'
import { Message, Variant, type MessageBus } from '@jellybrick/dbus-next'
import * as v from 'valibot'
import { callMethod, NOTHING, own, serve, type Place } from './bus'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_PATH = '/StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
const PROPERTIES = 'org.freedesktop.DBus.Properties'

const variants = v.record(v.string(), v.instance(Variant))
const pixmaps = v.array(v.tuple([v.number(), v.number(), v.instance(Uint8Array)]))
/** Image name, image, title, text. */
const toolTip = v.tuple([v.string(), pixmaps, v.string(), v.string()])
const Item = v.object({ IconPixmap: pixmaps, ToolTip: toolTip, Title: v.string(), Menu: v.string() })

/** Id, properties, and children as variants of the same type. */
const MenuNode = v.tuple([v.number(), variants, v.array(v.instance(Variant))])
const Layout = v.tuple([v.number(), MenuNode])

export interface MenuEntry {
  readonly id: number
  /** `-` for a separator. */
  readonly label: string
  readonly enabled: boolean
}

/** What a person sees of a tray item. */
export interface TrayLook {
  /** As `iconOf` gives it. */
  readonly icon: string
  readonly title: string
  readonly tooltip: string
  readonly labels: readonly string[]
}

/**
 * A short name for the shape of an image. Colours are not compared, because only some sources premultiply them.
 * `alphaAt`: the index of the alpha byte in the four bytes of a pixel: 0 in a tray's ARGB, 3 in Electron's bitmaps.
 */
export function iconOf(pixels: Uint8Array, alphaAt: 0 | 3): string {
  const shape = pixels.filter((_, at) => at % 4 === alphaAt)
  return createHash('sha256').update(shape).digest('hex').slice(0, 16)
}

/**
 * Replaces a desktop's tray: programs register their items, and the test reads and clicks them.
 * @see https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/
 */
export class TrayStandIn {
  readonly #bus: MessageBus
  #items: readonly Place[] = []

  private constructor(bus: MessageBus) {
    this.#bus = bus
  }

  static async start(bus: MessageBus): Promise<TrayStandIn> {
    const tray = new TrayStandIn(bus)
    serve(bus, WATCHER_PATH, WATCHER, {
      RegisterStatusNotifierItem: (call) => {
        tray.#register(call)
        return NOTHING
      },
      RegisterStatusNotifierHost: () => NOTHING
    })
    serve(bus, WATCHER_PATH, PROPERTIES, {
      Get: ({ body: [, name] }) => ({
        signature: 'v',
        body: [tray.#properties()[String(name)] ?? new Variant('s', '')]
      }),
      GetAll: () => ({ signature: 'a{sv}', body: [tray.#properties()] })
    })
    await own(bus, WATCHER)
    return tray
  }

  /** Undefined if no running program has an item. */
  async look(): Promise<TrayLook | undefined> {
    const item = await this.#item()
    if (item === undefined) return undefined
    const { IconPixmap, ToolTip, Title } = item.properties
    const [largest] = [...IconPixmap].sort(([one], [other]) => other - one)
    return {
      icon: largest === undefined ? '' : iconOf(largest[2], 0),
      title: Title,
      tooltip: [ToolTip[2], ToolTip[3]].filter((text) => text !== '').join('\n'),
      labels: (await this.menu()).map(({ label }) => label)
    }
  }

  async menu(): Promise<readonly MenuEntry[]> {
    const { place, properties } = await this.#needItem()
    const menu = { destination: place.destination, path: properties.Menu }
    const method = { interface: MENU, member: 'GetLayout' }
    const answer = await callMethod(this.#bus, menu, method, { signature: 'iias', body: [0, -1, []] })
    const [, [, , children]] = v.parse(Layout, answer)
    return children.map(({ value }) => {
      const [id, properties] = v.parse(MenuNode, value)
      const text = (name: string): unknown => properties[name]?.value
      const label = text('type') === 'separator' ? '-' : v.parse(v.optional(v.string(), ''), text('label'))
      return { id, label, enabled: text('enabled') !== false }
    })
  }

  /** Clicks the icon. */
  async activate(): Promise<void> {
    const { place } = await this.#needItem()
    const method = { interface: ITEM, member: 'Activate' }
    await callMethod(this.#bus, place, method, { signature: 'ii', body: [0, 0] })
  }

  /** Opens the menu and chooses the entry with this label. */
  async choose(label: string): Promise<void> {
    const { place, properties } = await this.#needItem()
    const entry = (await this.menu()).find((one) => one.label === label)
    if (entry === undefined) throw new Error(`the tray's menu has no entry "${label}"`)
    const menu = { destination: place.destination, path: properties.Menu }
    const clicked = [entry.id, 'clicked', new Variant('i', 0), 0]
    const method = { interface: MENU, member: 'Event' }
    await callMethod(this.#bus, menu, method, { signature: 'isvu', body: clicked })
  }

  #register(call: Message): void {
    const service = String(call.body[0])
    // An item registers either its path, at the bus name of its sender, or its bus name, with the default path.
    const place = service.startsWith('/')
      ? { destination: call.sender, path: service }
      : { destination: service, path: '/StatusNotifierItem' }
    this.#items = [...this.#items, place]
    const registered = [`${place.destination}${place.path}`]
    this.#bus.send(Message.newSignal(WATCHER_PATH, WATCHER, 'StatusNotifierItemRegistered', 's', registered))
  }

  #properties(): Readonly<Record<string, Variant>> {
    const items = this.#items.map(({ destination, path }) => `${destination}${path}`)
    return {
      RegisteredStatusNotifierItems: new Variant('as', items),
      IsStatusNotifierHostRegistered: new Variant('b', true),
      ProtocolVersion: new Variant('i', 0)
    }
  }

  async #needItem() {
    const item = await this.#item()
    if (item === undefined) throw new Error('there is no item in the tray')
    return item
  }

  /** The newest item of a program that still answers. */
  async #item() {
    const method = { interface: PROPERTIES, member: 'GetAll' }
    for (const place of [...this.#items].reverse()) {
      const answer = await callMethod(this.#bus, place, method, { signature: 's', body: [ITEM] }).catch(
        () => undefined
      )
      if (answer === undefined) continue
      const values = Object.entries(v.parse(variants, answer[0])).map(([name, { value }]) => [name, value])
      return { place, properties: v.parse(Item, Object.fromEntries(values)) }
    }
    return undefined
  }
}
