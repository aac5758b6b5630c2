import { makeGenericClientConstructor, type Client } from '@grpc/grpc-js'
import { splitHostPort } from '../../net/connect'
import { SocksForwarder } from '../../net/socks-forwarder'
import { TlsCredentials } from '../../tls/tls-credentials'
import { tlsTrust } from '../../tls/trust'
import type { LndAccess } from './lnd-access'

/** LND's responses with thousands of invoices are larger than the default limit of grpc-js. */
const MAX_RECEIVED_BYTES = 200 * 1024 * 1024
/** Older LNDs refuse pings more frequent than every 5 minutes. Milliseconds. */
const KEEPALIVE_MS = 6 * 60_000
/** Timeout of a TLS handshake, which over Tor includes the building of a circuit. Milliseconds. */
const HANDSHAKE_MS = 60_000

/** A gRPC channel to LND. */
export interface LndConnection {
  readonly client: Client
  close(): void
}

/** Rejects if no port is free for the forwarder to a SOCKS proxy. */
export async function connectLnd({ address, cert, socks }: LndAccess): Promise<LndConnection> {
  const to = splitHostPort(address)
  const forwarder = socks === undefined ? undefined : await SocksForwarder.open(splitHostPort(socks), to)
  const channel = new TlsCredentials(tlsTrust(cert), { host: to.host, handshakeMs: HANDSHAKE_MS })
  const Generic = makeGenericClientConstructor({}, 'lnd')
  const client = new Generic(forwarder?.address ?? address, channel, {
    'grpc.max_receive_message_length': MAX_RECEIVED_BYTES,
    'grpc.use_local_subchannel_pool': 1,
    // Detects a dead connection: a payment may be held for hours.
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.initial_reconnect_backoff_ms': 500,
    'grpc.max_reconnect_backoff_ms': 10_000,
    // An HTTP proxy from the environment cannot reach an LND at home.
    'grpc.enable_http_proxy': 0,
    'grpc.default_authority': address
  })
  return {
    client,
    close: () => {
      client.close()
      forwarder?.close()
    }
  }
}
