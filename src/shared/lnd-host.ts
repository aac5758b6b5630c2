import type { LndHost } from './domain/pairing'

/** The system that an LND at this address (`host:port`) runs on, if the host name shows it. */
export function hostByAddress(address: string): LndHost | undefined {
  const name = address.replace(/:\d+$/u, '').toLowerCase()
  if (name === 'umbrel.local') return 'umbrel'
  if (/\.(?:voltageapp\.io|voltage\.cloud)$/u.test(name)) return 'voltage'
  if (name === 'raspiblitz.local') return 'raspiblitz'
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]' ? 'plain' : undefined
}
