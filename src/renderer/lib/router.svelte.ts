import type { Pubkey } from '../../shared/domain/ids'
import type { MessageId } from '../../shared/domain/ids'
import type { OpenTarget } from '../../shared/ipc/contract'

/**
 * The current screen, and what led to it. Each navigation creates a new object, so that going to the same place again
 * has an effect.
 */
export type Route =
  | {
      readonly screen: 'inbox'
      readonly pubkey?: Pubkey
      readonly seq?: number
      /** The person wants to write: the field gets the focus. */
      readonly write?: true
    }
  | {
      readonly screen: 'pay'
      readonly text?: string
      /** A picture with a QR code, in place of text. */
      readonly picture?: Blob
      /** The input came from outside, so the person is asked before it replaces a card. */
      readonly from?: 'link'
      readonly messageId?: MessageId
    }
  | { readonly screen: 'receive'; readonly paymentHash?: string; readonly compose?: boolean }
  | { readonly screen: 'activity'; readonly key?: string }
  | { readonly screen: 'settings'; readonly section?: string }
  /** Connecting another node and pairing an LND. Shown in place of the screens. */
  | {
      readonly screen: 'connect'
      /** Opens the running check of a saved LND. */
      readonly view?: 'check'
    }

/** In the order of the sidebar. Ctrl/Cmd with a number opens one of the first four. */
export const SCREENS = [
  'inbox',
  'pay',
  'receive',
  'activity',
  'settings'
] as const satisfies readonly Route['screen'][]
export type Screen = (typeof SCREENS)[number]

export class Router {
  route = $state.raw<Route>({ screen: 'inbox' })
  /** The conversation opened last, which the inbox opens again. */
  lastConversation: Pubkey | undefined
  #find = false

  /** Remembers Ctrl+F if no search field exists yet. */
  readonly find = (): void => {
    this.#find = true
  }

  /** True once, if the person pressed Ctrl+F before the screen was loaded. */
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

  /** Forgets what is open, because it belongs to the records of the previous node. */
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
