import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { msat } from '../../../../shared/money'
import type { DemoNodeOptions } from '../demo-node-options'
import { issueCertificate } from '../../../tls/self-signed'
import type { TlsOptions } from '../../../tls/tls-options'

/** The ports of a real node, and one more for control. */
export const DEFAULT_ADDRESSES = { grpc: '127.0.0.1:8881', http: '127.0.0.1:8882', control: '127.0.0.1:8883' }

export interface ServeOptions {
  readonly node: DemoNodeOptions
  readonly control: string
  readonly exitWithParent: boolean
}

/** The command line is invalid; the message says why. */
export class UsageError extends Error {}

const ARGUMENTS = {
  grpc: { type: 'string', default: DEFAULT_ADDRESSES.grpc },
  http: { type: 'string', default: DEFAULT_ADDRESSES.http },
  control: { type: 'string', default: DEFAULT_ADDRESSES.control },
  generation: { type: 'string', default: '1' },
  'no-messaging': { type: 'boolean', default: false },
  'no-extension': { type: 'boolean', default: false },
  'api-key': { type: 'string' },
  tls: { type: 'boolean', default: false },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-client-ca': { type: 'string' },
  seed: { type: 'string' },
  state: { type: 'string' },
  behaviour: { type: 'string', default: 'demo' },
  'pays-after': { type: 'string' },
  'payment-ms': { type: 'string' },
  'message-fee': { type: 'string' },
  expiry: { type: 'string' },
  'data-field': { type: 'string' },
  'exit-with-parent': { type: 'boolean', default: false }
} as const

const WholeNumber = v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'not a whole number'), v.transform(Number))
const OneOfTwo = v.pipe(
  v.picklist(['1', '2'], 'not a generation: 1 or 2'),
  v.transform((text) => (text === '1' ? 1 : 2))
)
const Values = v.object({
  generation: OneOfTwo,
  behaviour: v.picklist(['demo', 'quiet'], 'not a behaviour: demo or quiet'),
  'pays-after': v.optional(WholeNumber),
  'payment-ms': v.optional(WholeNumber),
  'message-fee': v.optional(
    v.pipe(
      WholeNumber,
      v.transform((fee) => msat(BigInt(fee)))
    )
  ),
  expiry: v.optional(WholeNumber),
  'data-field': v.optional(v.picklist(['string', 'bytes'], 'not a declaration of data: string or bytes'))
})

/** @throws UsageError */
export function readServeOptions(args: readonly string[]): ServeOptions {
  const values = readArguments(args)
  const parsed = v.safeParse(Values, values)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new UsageError(`--${v.getDotPath(issue) ?? ''} ${String(issue.input)}: ${issue.message}`)
  }
  const { generation, behaviour, expiry, 'data-field': dataField } = parsed.output
  const {
    'pays-after': peersPayAfterMs,
    'payment-ms': paymentMs,
    'message-fee': messageFeeMsat
  } = parsed.output
  const tls = readTls(values)
  return {
    control: values.control,
    exitWithParent: values['exit-with-parent'],
    node: {
      grpc: values.grpc,
      http: values.http,
      generation,
      behaviour,
      ...(values['no-messaging'] ? { messaging: false } : {}),
      ...(values['no-extension'] ? {} : { extension: true }),
      ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
      ...(tls === undefined ? {} : { tls }),
      ...(values.seed === undefined ? {} : { seed: values.seed }),
      ...(values.state === undefined ? {} : { stateFile: values.state }),
      ...(peersPayAfterMs === undefined ? {} : { peersPayAfterMs }),
      ...(paymentMs === undefined ? {} : { paymentMs }),
      ...(messageFeeMsat === undefined ? {} : { messageFeeMsat }),
      ...(expiry === undefined ? {} : { invoiceExpirySeconds: expiry }),
      ...(dataField === undefined ? {} : { dataField })
    }
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ARGUMENTS, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function readTls(values: ReturnType<typeof readArguments>): TlsOptions | undefined {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-client-ca': clientCa, tls } = values
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert and --tls-key must be used together')
  if (cert === undefined && !tls) {
    if (clientCa !== undefined) throw new UsageError('--tls-client-ca needs --tls')
    return undefined
  }
  const pair =
    cert === undefined || key === undefined
      ? issueCertificate({ commonName: 'IMP demo node' })
      : { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  return {
    cert: pair.cert,
    key: pair.key,
    ...(clientCa === undefined ? {} : { clientCa: readFileSync(clientCa, 'utf8') })
  }
}
