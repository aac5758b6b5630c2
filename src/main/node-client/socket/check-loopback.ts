import type { Socket } from 'node:net'
import { isLoopback, parseAddress, type Address } from '../../../shared/domain/address'
import type { ConnectFailure } from '../../../shared/domain/connection'

/**
 * Checks that a plaintext socket for a loopback name is connected to this computer. Windows and musl resolve names that
 * end in `.localhost` by DNS, so a wrong answer would send the API key and the payments to another computer. Undefined:
 * the socket may be used.
 */
export function checkLoopback(
  address: Address,
  { remoteAddress }: Pick<Socket, 'remoteAddress'>
): ConnectFailure | undefined {
  if (address.kind === 'unix' || address.host.form !== 'name' || !isLoopback(address)) return undefined
  const found = parseAddress(remoteAddress ?? '')
  return found.ok && isLoopback(found.value) ? undefined : { code: 'not-this-computer' }
}
