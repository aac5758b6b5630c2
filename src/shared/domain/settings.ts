import * as v from 'valibot'
import { INBOX_ORDERS } from './message'

/** Amounts in settings are stored as decimal text, because JSON has no bigint. */
const satText = v.pipe(v.string(), v.regex(/^\d{1,16}$/u, 'not an amount in sats'))
/** At most two decimals, so that a share of an amount is a whole number of hundredths of a percent. */
const percentText = v.pipe(v.string(), v.regex(/^(?:100|\d{1,2}(?:\.\d{1,2})?)$/u, 'not a percentage'))

/**
 * All settings. A new setting is one line here, one in the defaults and one control on the settings screen; store, IPC
 * and renderer derive from these two objects. The settings in `PER_NODE` are stored per node, because limits that suit
 * play money must not apply to real money.
 */
const fields = {
  theme: v.picklist(['system', 'light', 'dark']),
  unit: v.picklist(['sats', 'bip177', 'btc']),
  /** Set in the menu of the inbox. */
  inboxOrder: v.picklist(INBOX_ORDERS),
  /** The limit of one click; 0 always asks. */
  clickLimitSat: satText,
  /** The limit of all one-click payments in 24 hours. */
  dayLimitSat: satText,
  /** The largest fee of a payment: this share of its amount, or `feeLimitSat` if that is more. */
  feeLimitPercent: percentText,
  feeLimitSat: satText,
  /** What a notification contains: `off` none at all, `fact` neither sender nor text, `sender` no text, `text` both. */
  notificationPrivacy: v.picklist(['off', 'fact', 'sender', 'text']),
  notifyPaidInvoices: v.boolean(),
  /** Messages of senders without a petname notify from this amount. */
  strangerMinSat: satText,
  /** `auto`: hide to the tray on systems with a tray that is certain to be visible. */
  closeToTray: v.picklist(['auto', 'on', 'off']),
  startAtLogin: v.boolean(),
  handleLightningLinks: v.boolean()
}

const Full = v.object(fields)
export type Settings = v.InferOutput<typeof Full>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  unit: 'sats',
  inboxOrder: 'newest',
  clickLimitSat: '10000',
  dayLimitSat: '100000',
  feeLimitPercent: '1',
  feeLimitSat: '10',
  notificationPrivacy: 'fact',
  notifyPaidInvoices: true,
  strangerMinSat: '0',
  closeToTray: 'auto',
  startAtLogin: false,
  handleLightningLinks: false
}

export const PER_NODE = [
  'clickLimitSat',
  'dayLimitSat',
  'feeLimitPercent',
  'feeLimitSat'
] as const satisfies readonly (keyof Settings)[]

/** A change of some settings, as the renderer requests it. */
export const SettingsPatchSchema = v.partial(v.strictObject(fields))
export type SettingsPatch = v.InferOutput<typeof SettingsPatchSchema>

const Stored = v.record(v.string(), v.unknown())

/** Reads settings from disk. An invalid value falls back to its default; the others are kept. */
export function readSettings(stored: unknown): Settings {
  const values = v.is(Stored, stored) ? stored : {}
  const usable = Object.entries(values).filter(
    ([name, value]) => Object.hasOwn(fields, name) && v.is(fields[name as keyof typeof fields], value)
  )
  return v.parse(Full, { ...DEFAULT_SETTINGS, ...Object.fromEntries(usable) })
}
