import { LND_GRPC_PORT } from '../../../shared/domain/pairing'
import type { Network } from '../../../shared/bolt11'

/** The settings of lnd.conf that tell how to reach LND. */
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

/** Reads lnd.conf (`sample-lnd.conf` of LND: `name=value` by line, `;` or `#` begins a comment). */
export function parseLndConf(text: string): LndConf {
  const options = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = /^\s*([a-z0-9.-]+)\s*(?:=\s*(.*?))?\s*$/iu.exec(line)
    if (match?.[1] !== undefined) options.set(match[1].toLowerCase(), match[2] ?? 'true')
  }
  const isOn = (name: string) => /^(?:1|t|true)$/iu.test(options.get(name) ?? '')
  const network = Object.entries(NETWORK_OPTIONS).find(([option]) => isOn(option))?.[1]
  return { address: localAddress(options.get('rpclisten') ?? ''), network, keysend: isOn('accept-keysend') }
}

/** `rpclisten` may name an address of this computer, all of them, or a port alone. */
function localAddress(listen: string): string {
  const match = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]*))(?::(\d{1,5}))?$/iu.exec(listen)
  const port = match?.[3] ?? LND_GRPC_PORT.toString()
  const ipv6 = match?.[1]
  if (ipv6 !== undefined && ipv6 !== '::') return `[${ipv6}]:${port}`
  const host = match?.[2] ?? ''
  return `${host === '' || host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
}
