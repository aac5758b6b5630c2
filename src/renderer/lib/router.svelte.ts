import type { Pubkey } from '../../shared/domain/ids'
import type { MessageId } from '../../shared/domain/ids'
import type { OpenTarget } from '../../shared/ipc/contract'

/** Where the person is, and what brought them there. A new object each time, so that going to the same place again counts. */
export type Route =
  | { readonly screen: 'inbox'; readonly pubkey?: Pubkey; readonly seq?: number }
  | {
      readonly screen: 'pay'
      readonly text?: string
      /** A picture with a QR code, in place of a text. */
      readonly picture?: Blob
      /** It came by itself: it asks before it takes the place of a card. */
      readonly from?: 'link'
      readonly messageId?: MessageId
      readonly senderName?: string
    }
  | { readonly screen: 'receive'; readonly paymentHash?: string; readonly compose?: boolean }
  | { readonly screen: 'activity'; readonly key?: string }
  | { readonly screen: 'settings'; readonly section?: string }

export type Screen = Route['screen']

/** In the order of the sidebar; Ctrl/Cmd and the position switches to the first four. */
export const SCREENS = [
  'inbox',
  'pay',
  'receive',
  'activity',
  'settings'
] as const satisfies readonly Screen[]

export class Router {
  route = $state.raw<Route>({ screen: 'inbox' })
  /** The conversation that was open last: coming back to the inbox finds it. */
  lastConversation: Pubkey | undefined
  #find = false

  /** Ctrl+F where no search field stands yet. */
  readonly find = (): void => {
    this.#find = true
  }

  /** True, once: the person asked for the search field before the screen stood. */
  takeFind(): boolean {
    const asked = this.#find
    this.#find = false
    return asked
  }

  readonly go = (route: Route): void => {
    this.#find = false
    if (route.screen === 'inbox' && route.pubkey !== undefined) this.lastConversation = route.pubkey
    this.route = route
  }

  /** What was open belongs to the records of the node before. */
  readonly nodeChanged = (): void => {
    this.lastConversation = undefined
    this.#find = false
    this.route = { screen: this.route.screen }
  }

  /** Follows a notification, a link or the tray. */
  readonly open = (target: OpenTarget): void => {
    this.go(routeOf(target))
  }
}

function routeOf(target: OpenTarget): Route {
  switch (target.to) {
    case 'inbox':
      return { screen: 'inbox' }
    case 'conversation':
      return { screen: 'inbox', pubkey: target.pubkey, seq: target.seq }
    case 'pay':
      return {
        screen: 'pay',
        text: target.text,
        ...(target.from === undefined ? {} : { from: target.from })
      }
    case 'receive':
      return { screen: 'receive', compose: true }
    case 'invoice':
      return { screen: 'receive', paymentHash: target.paymentHash }
    case 'activity':
      return target.key === undefined ? { screen: 'activity' } : { screen: 'activity', key: target.key }
    case 'settings':
      return { screen: 'settings' }
  }
}
