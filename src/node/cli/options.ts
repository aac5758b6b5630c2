import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { NETWORKS, type Network } from '../../shared/domain/network'
import { LND_GRPC_PORT } from '../../shared/domain/pairing'
import { msat, type Msat } from '../../shared/money'
import type { LndAccess } from '../backends/lnd/lnd-access'
import {
  parseCertificate,
  parseLndconnect,
  parseMacaroon,
  type LndconnectError
} from '../backends/lnd/lndconnect'
import { defaultFeeLimit } from '../backends/lnd/payments'
import { HOST_PORT } from '../net/connect'
import { isLocal, parseListenAddress, type ListenAddress } from '../net/listen-address'
import { readLndAddress } from '../backends/lnd/lnd-address'
import type { TlsOptions } from '../tls/tls-options'

export const DEFAULT_ADDRESSES = {
  grpc: '127.0.0.1:8881',
  http: '127.0.0.1:8882',
  lnd: `127.0.0.1:${LND_GRPC_PORT}`
}

export interface ImpNodeOptions {
  readonly grpc: ListenAddress
  readonly http: ListenAddress
  /** Called again if LND refuses the details, because the files may have been renewed. */
  readonly readAccess: () => LndAccess
  /** The network that LND must be on; undefined: any. */
  readonly network: Network | undefined
  readonly dataFolder: string
  readonly apiKey: string | undefined
  readonly tls: TlsOptions | undefined
  readonly feeLimit: (amount: Msat) => Msat
}

/** The options are invalid; the message says why. */
export class UsageError extends Error {}

const ARGUMENTS = {
  lnd: { type: 'string' },
  'lnd-dir': { type: 'string' },
  'lnd-address': { type: 'string' },
  socks: { type: 'string' },
  'tls-cert': { type: 'string' },
  macaroon: { type: 'string' },
  network: { type: 'string' },
  grpc: { type: 'string', default: DEFAULT_ADDRESSES.grpc },
  http: { type: 'string', default: DEFAULT_ADDRESSES.http },
  data: { type: 'string' },
  'api-key': { type: 'string' },
  'listen-tls-cert': { type: 'string' },
  'listen-tls-key': { type: 'string' },
  'fee-limit': { type: 'string' }
} as const

type Values = ReturnType<typeof readArguments>

const LINK_ERRORS: Readonly<Record<LndconnectError, string>> = {
  'not-lndconnect': 'it does not begin with lndconnect:',
  'no-address': 'it has no host',
  'bad-certificate': 'its certificate cannot be read',
  'no-macaroon': 'it has no macaroon',
  'bad-macaroon': 'its macaroon cannot be read'
}

/** @throws UsageError, or AddressError for an address to listen on */
export function readOptions(args: readonly string[]): ImpNodeOptions {
  const values = readArguments(args)
  const { grpc, http } = values
  const addresses = { grpc: parseListenAddress(grpc), http: parseListenAddress(http) }
  const tls = readTls(values)
  const apiKey = values['api-key']
  for (const [option, address] of [
    [`--grpc ${grpc}`, addresses.grpc],
    [`--http ${http}`, addresses.http]
  ] as const) {
    if (isLocal(address) || (tls !== undefined && apiKey !== undefined)) continue
    throw new UsageError(
      `${option}: others can reach this address. Add --listen-tls-cert, --listen-tls-key and --api-key, or listen on 127.0.0.1.`
    )
  }
  return {
    ...addresses,
    tls,
    apiKey,
    readAccess: throughSocks(values.socks, readAccess(values)),
    network: readNetwork(values.network),
    dataFolder: values.data ?? path.join(homedir(), '.imp-node'),
    feeLimit: readFeeLimit(values['fee-limit'])
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ARGUMENTS, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Adds the SOCKS proxy, which an .onion address needs. */
function throughSocks(socks: string | undefined, access: () => LndAccess): () => LndAccess {
  if (socks !== undefined && !HOST_PORT.test(socks)) {
    throw new UsageError(`--socks ${socks}: must be host:port, for example 127.0.0.1:9050`)
  }
  return () => {
    const read = access()
    if (socks === undefined && /\.onion:\d+$/i.test(read.address)) {
      throw new UsageError('an .onion address needs --socks, for example --socks 127.0.0.1:9050')
    }
    return { ...read, socks }
  }
}

function readAccess(values: Values): () => LndAccess {
  const { lnd, 'lnd-dir': folder, 'tls-cert': cert, macaroon } = values
  const address = readLndAddress(values['lnd-address'] ?? DEFAULT_ADDRESSES.lnd)
  if (address === undefined) throw new UsageError("--lnd-address: must be host:port of LND's gRPC port")
  if (lnd !== undefined) {
    const access = parseLndconnect(lnd)
    if (!access.ok) throw new UsageError(`--lnd is not a usable link: ${LINK_ERRORS[access.error.code]}`)
    return () => access.value
  }
  if (folder !== undefined) {
    const network = readNetwork(values.network) ?? 'mainnet'
    const macaroonFile = macaroon ?? path.join(folder, 'data', 'chain', 'bitcoin', network, 'admin.macaroon')
    return () => accessOf(address, cert ?? path.join(folder, 'tls.cert'), macaroonFile)
  }
  if (macaroon === undefined)
    throw new UsageError('no LND given: use --lnd, --lnd-dir, or --lnd-address with --macaroon')
  return () => accessOf(address, cert, macaroon)
}

/** `macaroon` is a file, or the macaroon itself in hex or base64. */
function accessOf(address: string, certFile: string | undefined, macaroon: string): LndAccess {
  const cert = certFile === undefined ? undefined : parseCertificate(readFile(certFile).toString('utf8'))
  if (certFile !== undefined && cert === undefined) throw new UsageError(`${certFile} is not a certificate`)
  const text = parseMacaroon(macaroon) ?? macaroonOfFile(macaroon)
  if (text === undefined) {
    throw new UsageError('--macaroon cannot be used: it is neither a macaroon nor a file with one')
  }
  return { address, cert, macaroon: text }
}

/** Returns no error, because its message would quote the argument, which may be a mistyped macaroon. */
function macaroonOfFile(file: string): string | undefined {
  try {
    return parseMacaroon(readFileSync(file).toString('hex'))
  } catch {
    return undefined
  }
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readNetwork(text: string | undefined): Network | undefined {
  if (text === undefined) return undefined
  const network = NETWORKS.find((one) => one === text)
  if (network === undefined) throw new UsageError(`--network ${text}: must be one of ${NETWORKS.join(', ')}`)
  return network
}

function readTls(values: Values): TlsOptions | undefined {
  const { 'listen-tls-cert': cert, 'listen-tls-key': key } = values
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    throw new UsageError('--listen-tls-cert and --listen-tls-key must be used together')
  }
  return { cert: readFile(cert).toString('utf8'), key: readFile(key).toString('utf8') }
}

/** The same largest fee for every payment. `text` is in sats. */
function readFeeLimit(text: string | undefined): (amount: Msat) => Msat {
  if (text === undefined) return defaultFeeLimit
  if (!/^\d{1,12}$/.test(text)) throw new UsageError(`--fee-limit ${text}: must be a number of sats`)
  const limit = msat(BigInt(text) * 1000n)
  return () => limit
}
