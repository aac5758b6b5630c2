import { connect, type NetConnectOpts } from 'node:net'

/** The protocol of a port, detected by its first bytes. `silent`: it sent nothing, or closed. */
export type PortProtocol = 'http2' | 'tls' | 'http1' | 'other' | 'silent'

/** The connection preface of HTTP/2 and an empty SETTINGS frame (RFC 9113, 3.4). It requests nothing. */
const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])
])

/** Sends a plaintext HTTP/2 preface on a new connection and detects the protocol of the answer. Never rejects. */
export function detectProtocol(where: NetConnectOpts, deadlineMs: number): Promise<PortProtocol> {
  return new Promise((resolve) => {
    const socket = connect(where, () => socket.write(PREFACE))
    const timer = setTimeout(() => end('silent'), deadlineMs)
    const end = (protocol: PortProtocol) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(protocol)
    }
    socket.once('data', (bytes) => end(protocolOf(bytes)))
    socket.once('error', () => end('silent'))
    socket.once('close', () => end('silent'))
  })
}

export function protocolOf(bytes: Uint8Array): PortProtocol {
  const [first, second, , type] = bytes
  // A TLS record: alert or handshake, version 3.x. TLS servers answer plaintext with an alert (RFC 8446, 5.1).
  if ((first === 0x15 || first === 0x16) && second === 3) return 'tls'
  if (type === 4 && first === 0 && bytes.length >= 9) return 'http2'
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.startsWith('HTTP/1')) return 'other'
  // nginx and Go's server recognise plaintext on a TLS port and answer in plaintext with this hint.
  return /https (?:port|server)/iu.test(text) ? 'tls' : 'http1'
}
