import type { ListedInvoice, SettledPayment } from '../backend'

/** Precedes every dump, also the first one (imp-daemon 0.4.6, lightning/node/lnd.go). */
const SEPARATOR = '$_$'

export function joinDumps(dumps: readonly string[]): string {
  return dumps.map((dump) => SEPARATOR + dump).join('')
}

/** LND's `lnrpc.Payment` in the format that Go prints a protobuf message. */
export function paymentDump(payment: SettledPayment, index: number): string {
  const sats = payment.amountMsat / 1000n
  return textFormat([
    ['payment_hash', quoted(payment.paymentHash)],
    ['value', sats],
    ['creation_date', Math.floor(payment.createdAt / 1000)],
    ['payment_preimage', quoted(payment.preimage)],
    ['value_sat', sats],
    ['value_msat', payment.amountMsat],
    ['payment_request', quoted(payment.bolt11)],
    ['status', 'SUCCEEDED'],
    ['creation_time_ns', `${payment.createdAt}000000`],
    ['payment_index', index + 1]
  ])
}

/** LND's `lnrpc.Invoice` in the format that Go prints it. */
export function invoiceDump(invoice: ListedInvoice): string {
  const { paid } = invoice
  const value = invoice.amountMsat ?? 0n
  return textFormat([
    ['memo', quoted(invoice.memo)],
    ['r_preimage', bytes(invoice.preimage)],
    ['r_hash', bytes(invoice.paymentHash)],
    ['value', value / 1000n],
    ['value_msat', value],
    ...(paid === undefined ? [] : ([['settled', 'true']] as const)),
    ['creation_date', invoice.createdAt],
    ...(paid === undefined ? [] : ([['settle_date', Math.floor(paid.at / 1000)]] as const)),
    ['payment_request', quoted(invoice.bolt11)],
    ['expiry', invoice.expirySeconds],
    ['add_index', invoice.index],
    ...(paid === undefined
      ? []
      : ([
          ['amt_paid_sat', paid.amountMsat / 1000n],
          ['amt_paid_msat', paid.amountMsat],
          ['state', 'SETTLED']
        ] as const))
  ])
}

/**
 * Go puts one space or two between fields, differently in every build, so that no program relies on the format; here
 * every third gap has two. Fields with default values are left out.
 */
function textFormat(fields: readonly (readonly [string, string | number | bigint])[]): string {
  return fields
    .filter(([, value]) => value !== 0n && value !== 0 && value !== '""')
    .map(
      ([name, value], position) => `${position === 0 ? '' : position % 3 === 0 ? '  ' : ' '}${name}:${value}`
    )
    .join('')
}

function quoted(text: string): string {
  const escaped = text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)
  return `"${escaped}"`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t'
}

/** A bytes field: printable ASCII unchanged, other bytes as `\xNN`. */
function bytes(hex: string): string {
  const escaped = [...Buffer.from(hex, 'hex')].map((byte) =>
    byte >= 0x20 && byte < 0x7f
      ? quoted(String.fromCharCode(byte)).slice(1, -1)
      : `\\x${byte.toString(16).padStart(2, '0')}`
  )
  return `"${escaped.join('')}"`
}
