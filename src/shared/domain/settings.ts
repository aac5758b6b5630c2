import * as v from 'valibot'

/** Whole satoshis in settings are kept as decimal text: JSON has no bigint. */
const satText = v.pipe(v.string(), v.regex(/^\d{1,16}$/u, 'not an amount in sats'))

/**
 * Everything the person can set. A new setting is one line here, one in the defaults and one control on the
 * settings screen; store, IPC and renderer derive from these two objects. What `PER_NODE` names is kept for each node
 * apart: limits that suit play money must not hold where the money is real.
 */
const fields = {
  theme: v.picklist(['system', 'light', 'dark']),
  unit: v.picklist(['sats', 'bip177', 'btc']),
  /** One click pays up to here; 0 asks always. */
  clickLimitSat: satText,
  /** What one-click payments may add up to in 24 hours. */
  dayLimitSat: satText,
  /** What a notification may tell: nothing at all, only the fact, the sender, the sender and the text. */
  notificationPrivacy: v.picklist(['off', 'fact', 'sender', 'text']),
  notifyPaidInvoices: v.boolean(),
  /** `auto`: hide to the tray on systems where a tray is certain to be seen. */
  closeToTray: v.picklist(['auto', 'on', 'off']),
  startAtLogin: v.boolean(),
  handleLightningLinks: v.boolean()
}

const Full = v.object(fields)
export type Settings = v.InferOutput<typeof Full>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  unit: 'sats',
  clickLimitSat: '10000',
  dayLimitSat: '100000',
  notificationPrivacy: 'fact',
  notifyPaidInvoices: true,
  closeToTray: 'auto',
  startAtLogin: false,
  handleLightningLinks: false
}

export const PER_NODE = ['clickLimitSat', 'dayLimitSat'] as const satisfies readonly (keyof Settings)[]

/** A change of some settings, as the renderer may ask for it. */
export const SettingsPatchSchema = v.partial(v.strictObject(fields))
export type SettingsPatch = v.InferOutput<typeof SettingsPatchSchema>

const Stored = v.record(v.string(), v.unknown())

/** Reads settings from disk: a value that no longer makes sense falls back alone, the others stay. */
export function readSettings(stored: unknown): Settings {
  const values = v.is(Stored, stored) ? stored : {}
  const usable = Object.entries(values).filter(
    ([name, value]) => Object.hasOwn(fields, name) && v.is(fields[name as keyof typeof fields], value)
  )
  return v.parse(Full, { ...DEFAULT_SETTINGS, ...Object.fromEntries(usable) })
}
