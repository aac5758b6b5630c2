import type { Socket } from 'node:net'
import { isLoopback, parseAddress, type Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'

/**
 * Compares where a plaintext socket ended with what its address promises. Where the system asks DNS for names that end in
 * `.localhost`, as Windows and musl do, a wrong answer would lead the API key and the payments to another computer.
 * Undefined: the socket may be used.
 */
export function leadsElsewhere(
  address: Address,
  { remoteAddress }: Pick<Socket, 'remoteAddress'>
): ConnectFailure | undefined {
  if (address.kind === 'unix' || address.host.form !== 'name' || !isLoopback(address)) return undefined
  const found = parseAddress(remoteAddress ?? '')
  return found.ok && isLoopback(found.value) ? undefined : { code: 'not-this-computer' }
}
