import type { ExportProgress } from '../domain/activity'
import type { AppState } from '../domain/app-state'
import type { Pubkey } from '../domain/ids'
import type { Invoice } from '../domain/invoice'
import type { Message } from '../domain/message'
import type { Payment } from '../domain/payment'
import type { Invokers } from './spec'
import { appCalls } from './calls/app'
import { updatesCalls } from './calls/updates'
import { connectionCalls } from './calls/connection'
import { pairingCalls } from './calls/pairing'
import { invoicesCalls } from './calls/invoices'
import { payCalls } from './calls/pay'
import { inboxCalls } from './calls/inbox'
import { activityCalls } from './calls/activity'
import { settingsCalls } from './calls/settings'

/**
 * Every call from the renderer to main. The handlers, the preload, the renderer's bridge and the test stand-ins derive
 * from this object: a new call is one entry in the file of its noun, one handler, one use.
 */
export const calls = {
  app: appCalls,
  updates: updatesCalls,
  connection: connectionCalls,
  pairing: pairingCalls,
  invoices: invoicesCalls,
  pay: payCalls,
  inbox: inboxCalls,
  activity: activityCalls,
  settings: settingsCalls
}

export type ContractCalls = typeof calls

/** Where an event outside the window leads: a notification, a link, the tray. It only navigates and never acts. */
export type OpenTarget =
  | { readonly to: 'inbox' }
  | { readonly to: 'conversation'; readonly pubkey: Pubkey; readonly seq: number }
  | { readonly to: 'pay'; readonly text: string; readonly from?: 'link' }
  | { readonly to: 'receive' }
  | { readonly to: 'invoice'; readonly paymentHash: string }
  | { readonly to: 'activity'; readonly key: string | undefined }
  | { readonly to: 'settings' }

/** What changed in the store since the last event. The renderer requests again what it shows of it. */
export interface Changed {
  readonly revision: number
  /** Conversations with new or changed messages. */
  readonly conversations: readonly string[]
  /** Messages of ours. */
  readonly messages: readonly Message[]
  readonly payments: readonly Payment[]
  readonly invoices: readonly Invoice[]
}

/** All events from main to the renderer. */
export interface Events {
  /** The new state as a whole. Revisions older than the current one are ignored. */
  readonly state: AppState
  readonly changed: Changed
  readonly open: OpenTarget
  readonly exporting: ExportProgress
}

export const EVENT_NAMES = [
  'state',
  'changed',
  'open',
  'exporting'
] as const satisfies readonly (keyof Events)[]

/** The API that the preload exposes as `window.imp`. */
export type ImpApi = Invokers<ContractCalls> & {
  /** Returns a function that removes the listener. */
  readonly on: <E extends keyof Events>(event: E, listener: (payload: Events[E]) => void) => () => void
}
