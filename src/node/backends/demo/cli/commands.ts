import { status } from '@grpc/grpc-js'
import { readFileSync } from 'node:fs'
import { UsageError } from './serve-options'

type Values = Readonly<Record<string, string | undefined>>

/** A command for a running node. */
export interface Command {
  /** The method of the control service. */
  readonly method: string
  /** Names of its options. */
  readonly options: readonly string[]
  readonly summary: string
  /** The request in proto-loader's form. */
  request(values: Values): object
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  state: plain('GetState', 'print channels, invoices, payments and calls as JSON'),
  'send-message': {
    method: 'SendMessage',
    options: ['from', 'text', 'file', 'service', 'amount', 'reply-to', 'id'],
    summary: 'a peer sends a message: --from NAME --text TEXT | --file FILE [--amount SATS]',
    request: (values) => ({
      from: required(values, 'from'),
      data: values.file === undefined ? Buffer.from(required(values, 'text')) : readFileSync(values.file),
      service_type: values.service ?? '',
      amount_sat: values.amount ?? '0',
      reply_to_id: values['reply-to'] ?? '',
      id: values.id ?? ''
    })
  },
  'send-frame': {
    method: 'SendFrame',
    options: ['hex'],
    summary: 'send raw bytes to the open streams: --hex BYTES',
    request: (values) => ({ frame: Buffer.from(required(values, 'hex'), 'hex') })
  },
  'peer-invoice': {
    method: 'CreatePeerInvoice',
    options: ['from', 'amount', 'memo', 'expiry', 'age', 'network'],
    summary:
      'a peer creates an invoice that the node can pay: --from NAME [--amount SATS] [--memo TEXT] [--expiry S] [--age S]',
    request: (values) => ({
      from: required(values, 'from'),
      amount_sat: values.amount ?? '0',
      memo: values.memo ?? '',
      expiry_seconds: values.expiry ?? '0',
      age_seconds: values.age ?? '0',
      network: values.network ?? ''
    })
  },
  'pay-invoice': {
    method: 'PayInvoice',
    options: ['invoice', 'from', 'amount'],
    summary: 'a peer pays an invoice of the node: --invoice TEXT [--from NAME] [--amount SATS]',
    request: (values) => ({
      invoice: required(values, 'invoice'),
      from: values.from ?? '',
      amount_sat: values.amount ?? '0'
    })
  },
  fault: {
    method: 'SetFault',
    options: ['method', 'action', 'point', 'times', 'ms', 'code', 'text', 'json'],
    summary:
      'make calls fail: --method PayInvoice|…|* --action delay|fail|stall|drop|answer [--point before|after] [--times N] [--ms N] [--code NAME] [--text TEXT] [--json FIELDS]',
    request: (values) => ({
      method: required(values, 'method'),
      point: values.point ?? 'before',
      times: wholeNumber(values, 'times', 0),
      ...faultAction(values)
    })
  },
  'clear-faults': plain('ClearFaults', 'remove all faults; stalled calls continue'),
  resume: {
    method: 'Resume',
    options: ['method'],
    summary: 'continue stalled calls: [--method NAME]',
    request: (values) => ({ method: values.method ?? '' })
  },
  'hold-payments': plain('HoldPayments', 'keep new payments in flight'),
  'release-payments': {
    method: 'ReleasePayments',
    options: ['outcome'],
    summary: 'settle or fail the payments in flight: [--outcome settle|fail]',
    request: (values) => ({ outcome: values.outcome ?? 'settle' })
  },
  'hold-parts': plain('HoldParts', 'make the parts of new messages wait, one of each message at a time'),
  'release-parts': {
    method: 'ReleaseParts',
    options: ['count', 'outcome'],
    summary: 'send or fail parts that wait: [--count N, default all] [--outcome send|fail]',
    request: (values) => ({ count: wholeNumber(values, 'count', 0), outcome: values.outcome ?? 'send' })
  },
  'end-streams': {
    method: 'EndStreams',
    options: ['code', 'text'],
    summary: 'end the streams, gracefully or with a status: [--code NAME] [--text TEXT]',
    request: (values) => ({
      code: values.code === undefined ? 0 : statusCode(values.code),
      text: values.text ?? ''
    })
  },
  'drop-connections': plain('DropConnections', 'reset every client connection'),
  kill: plain('Kill', 'reset every connection and stop listening; the control service stays'),
  restart: plain('Restart', 'listen again on the same ports with the same ledger'),
  'add-key': key('AddApiKey', 'accept an API key: --key KEY'),
  'revoke-key': key('RevokeApiKey', 'refuse an API key from now on: --key KEY')
}

function plain(method: string, summary: string): Command {
  return { method, options: [], summary, request: () => ({}) }
}

function key(method: string, summary: string): Command {
  return { method, options: ['key'], summary, request: (values) => ({ key: required(values, 'key') }) }
}

function faultAction(values: Values): object {
  const action = required(values, 'action')
  switch (action) {
    case 'delay':
      return { delay: { ms: wholeNumber(values, 'ms') } }
    case 'fail':
      return { fail: { code: statusCode(values.code ?? 'UNKNOWN'), text: values.text ?? '' } }
    case 'stall':
      return { stall: {} }
    case 'drop':
      return { drop: {} }
    case 'answer':
      return { answer: { json: required(values, 'json') } }
    default:
      throw new UsageError(`--action ${action}: must be delay, fail, stall, drop or answer`)
  }
}

function required(values: Values, name: string): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}

function wholeNumber(values: Values, name: string, otherwise?: number): number {
  const text = values[name]
  if (text === undefined && otherwise !== undefined) return otherwise
  const value = Number(required(values, name))
  if (!Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`--${name} ${text}: must be a whole number`)
  return value
}

/** A gRPC status code from its name, for example `UNAVAILABLE`, or its number. */
function statusCode(text: string): number {
  const named = Object.entries(status).find(([name]) => name === text.toUpperCase())?.[1]
  const code = Number(named ?? text)
  if (Number.isInteger(code) && code >= 0 && code <= 16) return code
  throw new UsageError(`--code ${text}: must be a gRPC status`)
}
