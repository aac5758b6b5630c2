import { LND_GRPC_PORT } from '../../../shared/domain/pairing'
import type { Network } from '../../../shared/domain/network'
import { readLndAddress } from '../../backends/lnd/lnd-address'

/** The settings of lnd.conf that matter for a pairing. */
export interface LndConf {
  /** `host:port` on this computer. */
  readonly address: string
  readonly network: Network | undefined
  readonly keysend: boolean
}

const NETWORK_OPTIONS: Readonly<Record<string, Network>> = {
  'bitcoin.mainnet': 'mainnet',
  'bitcoin.testnet': 'testnet',
  'bitcoin.testnet4': 'testnet',
  'bitcoin.signet': 'signet',
  'bitcoin.regtest': 'regtest'
}

const THIS_COMPUTER = '127.0.0.1'

/** Reads lnd.conf (`sample-lnd.conf` of LND: `name=value` by line, `;` or `#` begins a comment). */
export function parseLndConf(text: string): LndConf {
  const options = new Map<string, string>()
  for (const line of text.split('\n')) {
    const at = line.indexOf('=')
    const name = (at < 0 ? line : line.slice(0, at)).trim().toLowerCase()
    if (/^[a-z0-9.-]+$/u.test(name)) options.set(name, at < 0 ? 'true' : line.slice(at + 1).trim())
  }
  const isOn = (name: string) => /^(?:1|t|true)$/iu.test(options.get(name) ?? '')
  const network = Object.entries(NETWORK_OPTIONS).find(([option]) => isOn(option))?.[1]
  return { address: localAddress(options.get('rpclisten') ?? ''), network, keysend: isOn('accept-keysend') }
}

/** `rpclisten` may be an address of this computer, a wildcard address, or a port alone. */
function localAddress(listen: string): string {
  const match = /^(\[[0-9a-f:]+\]|[a-z0-9.-]*)(?::(\d{1,5}))?$/iu.exec(listen)
  const port = match?.[2] ?? LND_GRPC_PORT.toString()
  const host = match?.[1] ?? ''
  const isAny = host === '' || host === '0.0.0.0' || host === '[::]'
  return readLndAddress(`${isAny ? THIS_COMPUTER : host}:${port}`) ?? `${THIS_COMPUTER}:${LND_GRPC_PORT}`
}
