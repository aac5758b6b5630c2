import type { ClientOptions } from '@grpc/grpc-js'
import type { Address } from '../../../shared/domain/address'
import { MAX_ANSWER_BYTES } from '../transport'

export const CHANNEL_OPTIONS: ClientOptions = {
  'grpc.max_receive_message_length': MAX_ANSWER_BYTES,
  // A request is sent once. What a retry may do with a payment is for the person to decide.
  'grpc.enable_retries': 0,
  // Nor may a DNS TXT record set a retry policy or timeouts of its own.
  'grpc.service_config_disable_resolution': 1,
  // A channel is one attempt: it shares no connection and no backoff with another one.
  'grpc.use_local_subchannel_pool': 1,
  // The address is the whole truth about where a payment goes; the environment has no say.
  'grpc.enable_http_proxy': 0,
  'grpc.enable_channelz': 0
  // No keepalive: pings more often than every five minutes are answered with GOAWAY by the node (grpc-go's default).
}

/** The address in grpc-js's syntax. */
export function target(address: Exclude<Address, { kind: 'http' }>): string {
  switch (address.kind) {
    case 'unix':
      return `unix:${address.path}`
    case 'tcp': {
      const { name, form } = address.host
      if (form === 'name') return `dns:${name}:${address.port}`
      return form === 'ipv4' ? `ipv4:${name}:${address.port}` : `ipv6:[${name}]:${address.port}`
    }
  }
}
