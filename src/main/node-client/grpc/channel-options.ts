import type { ClientOptions } from '@grpc/grpc-js'
import type { Address } from '../../../shared/domain/address'
import { MAX_ANSWER_BYTES } from '../transport'

export const CHANNEL_OPTIONS: ClientOptions = {
  'grpc.max_receive_message_length': MAX_ANSWER_BYTES,
  // A request is sent once. Whether a payment is retried is the person's decision.
  'grpc.enable_retries': 0,
  // Otherwise a DNS TXT record could set a retry policy or timeouts.
  'grpc.service_config_disable_resolution': 1,
  // A channel is one attempt and shares neither connection nor backoff with another.
  'grpc.use_local_subchannel_pool': 1,
  // The address alone decides where a payment goes, not environment variables.
  'grpc.enable_http_proxy': 0,
  'grpc.enable_channelz': 0
  // No keepalive: the node answers pings more frequent than every five minutes with GOAWAY (grpc-go's default).
}

/** The address in the syntax of grpc-js. */
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
