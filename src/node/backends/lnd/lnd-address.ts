import { formatAddress, parseAddress } from '../../../shared/domain/address'
import { LND_GRPC_PORT } from '../../../shared/domain/pairing'

/**
 * The canonical `host:port` of LND's gRPC port, in lower case; undefined if the text is no such address. `host` alone
 * gets the usual port. Every address from a person, a link or a file is converted here, because hosts are later
 * compared as text: `.ONION` must not be resolved by DNS.
 */
export function readLndAddress(text: string): string | undefined {
  const parsed = parseAddress(text, LND_GRPC_PORT)
  if (!parsed.ok) return undefined
  const address = parsed.value
  switch (address.kind) {
    case 'tcp':
      return formatAddress(address)
    case 'http':
      return address.basePath === ''
        ? formatAddress({ kind: 'tcp', host: address.host, port: address.port })
        : undefined
    case 'unix':
      return undefined
  }
}
