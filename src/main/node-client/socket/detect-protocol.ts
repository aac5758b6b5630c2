import { connect, type NetConnectOpts } from 'node:net'

/** What answers on a port, judged by its first bytes. `silent`: it said nothing, or closed without a word. */
export type Speaker = 'http2' | 'tls' | 'http1' | 'other' | 'silent'

/** The connection preface of HTTP/2 and an empty SETTINGS frame (RFC 9113, 3.4): a greeting that asks for nothing. */
const GREETING = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])
])

/** Greets a port in plaintext HTTP/2 on a connection of its own, and tells who answered. Never rejects. */
export function firstWords(where: NetConnectOpts, deadlineMs: number): Promise<Speaker> {
  return new Promise((resolve) => {
    const socket = connect(where, () => socket.write(GREETING))
    const timer = setTimeout(() => end('silent'), deadlineMs)
    const end = (speaker: Speaker) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(speaker)
    }
    socket.once('data', (bytes) => end(speakerOf(bytes)))
    socket.once('error', () => end('silent'))
    socket.once('close', () => end('silent'))
  })
}

export function speakerOf(bytes: Uint8Array): Speaker {
  const [first, second, , type] = bytes
  // A TLS record: alert or handshake, version 3.x. Servers answer plaintext with an alert (RFC 8446, 5.1).
  if ((first === 0x15 || first === 0x16) && second === 3) return 'tls'
  if (type === 4 && first === 0 && bytes.length >= 9) return 'http2'
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.startsWith('HTTP/1')) return 'other'
  // nginx and Go's server notice plaintext on a TLS port, and answer it in plaintext with this hint.
  return /https (?:port|server)/iu.test(text) ? 'tls' : 'http1'
}
