import { connect as connectTcp, type NetConnectOpts } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { errorCode } from '../../error-text'

/**
 * Whether a port answers a TLS handshake with TLS, even with an alert. Trusts nothing and sends nothing: the connection
 * is closed after the handshake. Never rejects.
 */
export function speaksTls(where: NetConnectOpts, deadlineMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const raw = connectTcp(where)
    const timer = setTimeout(() => end(false), deadlineMs)
    const end = (speaks: boolean) => {
      clearTimeout(timer)
      raw.destroy()
      resolve(speaks)
    }
    raw.once('error', () => end(false))
    const socket = connectTls({ socket: raw, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] })
    socket.once('secureConnect', () => end(true))
    socket.on('error', (error: unknown) => end(errorCode(error).includes('ALERT')))
    socket.once('close', () => end(false))
  })
}
